package dev.hone.cli;

import dev.hone.assembly.check.AssemblyCheck;
import dev.hone.assembly.check.Finding;
import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hone assembly check}: whether the physics carries the tasks. */
@Command(
        name = "check",
        description =
                "Runs the six tests that a rebuild of the assembly tasks must pass, and prints what was measured.",
        mixinStandardHelpOptions = true)
final class AssemblyCheckCommand implements Runnable {
    @Option(
            names = "--n",
            paramLabel = "N",
            defaultValue = "20",
            description = "Scripted episodes per task in test 6. Default: 20.")
    private int n;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final Screen screen = new Screen();

    @Override
    public void run() {
        if (n < 1) {
            throw new HoneException("--n is " + n + ".", "ask for at least 1 episode");
        }
        List<Finding> findings = new ArrayList<>();
        try (ProgressDisplay display = new ProgressDisplay()) {
            display.begin("findings", 0, AssemblyCheck.FINDINGS);
            AssemblyCheck.run(n, Seeds.of(common.seed), finding -> {
                findings.add(finding);
                display.advance(findings.size());
            });
            display.end();
        }
        TextTable table = new TextTable("test", "value", "bar", "pass");
        findings.forEach(f -> table.row(f.test(), f.value(), f.bar(), f.passed() ? "yes" : "NO"));
        screen.table(table);
        screen.rows(findings.stream()
                .map(f -> Map.of("test", f.test(), "value", f.value(), "bar", f.bar(), "pass", f.passed()))
                .toList());
        long failed = findings.stream().filter(f -> !f.passed()).count();
        if (failed > 0) {
            throw new HoneException(
                    failed + " of " + findings.size() + " findings miss their bar.",
                    "the physics library computes differently on this machine; say so beside any number from it");
        }
    }
}
