package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.core.files.LineWriter;
import dev.hone.lm.Query;
import dev.hone.lm.arithmetic.ArithmeticQueries;
import dev.hone.lm.format.Queries;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hone queries}: queries to try things with. */
@Command(
        name = "queries",
        description = "Makes queries to try things with.",
        subcommands = QueriesCommand.Arithmetic.class,
        mixinStandardHelpOptions = true)
final class QueriesCommand extends VerbGroup {
    @Command(
            name = "arithmetic",
            description = "Sums and products for the embedded model 'arithmetic', with references.",
            mixinStandardHelpOptions = true)
    static final class Arithmetic implements Runnable {
        @Option(names = "--n", paramLabel = "N", required = true, description = "How many.")
        private int n;

        @Option(
                names = "--impossible",
                paramLabel = "SHARE",
                defaultValue = "0",
                description = "Share of products of 4 by 3 digits, which the model never learnt. Default: 0.")
        private double impossible;

        @Mixin
        private final OutputFlags output = new OutputFlags();

        @Mixin
        private final CommonOptions common = new CommonOptions();

        @Override
        public void run() {
            if (n < 1) {
                throw new HoneException("--n is " + n + ".", "ask for at least 1 query");
            }
            if (!(impossible >= 0 && impossible <= 1)) {
                throw new HoneException("--impossible is " + impossible + ".", "give a share between 0 and 1");
            }
            output.check();
            List<Query> queries = ArithmeticQueries.draw(n, impossible, Seeds.of(common.seed));
            try (LineWriter lines = output.writer()) {
                Queries.write(queries, lines);
            }
        }
    }
}
