package dev.hone.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line. It parses, calls the rooms below, prints and exits; every verb is also a call from Java.
 */
@Command(
        name = "hone",
        description = "Gets more out of a policy you already have, by spending reward and compute where they pay.",
        synopsisSubcommandLabel = "VERB",
        subcommands = {
            DemoCommand.class,
            GuideCommand.class,
            PolicyCommand.class,
            EnvCommand.class,
            GenerateCommand.class,
            BudgetCommand.class,
            SteerCommand.class,
            ServeCommand.class,
            ImitateCommand.class,
            AssemblyCommand.class,
            DatasetCommand.class,
            PoolCommand.class,
            QueriesCommand.class,
            RunsCommand.class,
            ReportCommand.class,
            RewardCommand.class,
            RewardsCommand.class,
            ModelsCommand.class
        },
        footer = {
            "",
            "  hone test                  runs all tests",
            "",
            "Start with 'hone demo'. Every verb explains itself: 'hone VERB --help'."
        },
        versionProvider = HoneVersion.class,
        mixinStandardHelpOptions = true)
public final class Hone implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(execute(args));
    }

    /** Runs one command as the shell would and returns its exit code. */
    static int execute(String... args) {
        CommandLine line = commandLine();
        String[] words;
        try {
            words = ConfigArguments.expand(line, args).toArray(String[]::new);
        } catch (RuntimeException e) {
            return ErrorPrinter.print(e);
        }
        int code = line.execute(words);
        try {
            StandardOutput.requireWritten();
        } catch (RuntimeException e) {
            return code == 0 ? ErrorPrinter.print(e) : code;
        }
        return code;
    }

    static CommandLine commandLine() {
        return new CommandLine(new Hone())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setAbbreviatedOptionsAllowed(false)
                .setOverwrittenOptionsAllowed(Session.resumed().isPresent()) // what is added to a run's command wins
                .setParameterExceptionHandler(ErrorPrinter::printUsage)
                .setExecutionExceptionHandler((e, _, _) -> ErrorPrinter.print(e));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which verb?");
    }
}
