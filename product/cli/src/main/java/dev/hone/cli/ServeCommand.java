package dev.hone.cli;

import dev.hone.budget.DifficultyPredictor;
import dev.hone.budget.PlanOptions;
import dev.hone.budget.arms.ArmRouter;
import dev.hone.budget.portfolio.Member;
import dev.hone.budget.spend.BelowCheapest;
import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.run.Run;
import dev.hone.core.run.RunSpec;
import dev.hone.lm.Features;
import dev.hone.lm.format.Prices;
import dev.hone.reward.Judge;
import dev.hone.serve.Learnt;
import dev.hone.serve.Probe;
import dev.hone.serve.ServeOptions;
import dev.hone.serve.Server;
import dev.hone.serve.Upstream;
import dev.hone.serve.http.Keys;
import dev.hone.serve.http.ShellOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hone serve}: models behind an OpenAI-compatible endpoint that spends samples where they pay. */
@Command(
        name = "serve",
        description =
                "Serves models over OpenAI's API. A model named 'hone/M@4' is M with 4 samples a request on average, spent"
                        + " where they pay; 'hone/weak|strong@30%%' calls the strong model for 30 %% of requests. Other names pass"
                        + " through.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Runnable {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "0 takes a free one. Default: 8080.")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on; others than this machine's need --key-file. Default: 127.0.0.1.")
    private String bind = "127.0.0.1";

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "Keys that clients must show, one a line; they never reach an upstream.")
    private Optional<Path> keyFile = Optional.empty();

    @Option(
            names = "--admin-key-file",
            paramLabel = "FILE",
            description =
                    "Keys of those who may reload the predictor, one a line. Without it: requests from this machine.")
    private Optional<Path> adminKeyFile = Optional.empty();

    @Mixin
    private final UpstreamFlags upstreamFlags = new UpstreamFlags();

    @Mixin
    private final PredictorFlags predictorFlags = new PredictorFlags();

    @Option(
            names = "--reward",
            paramLabel = "REWARD",
            description =
                    "Chooses among samples: agreement[:…], head:, http:, command: … Without it the first is the answer.")
    private Optional<String> reward = Optional.empty();

    @Option(
            names = "--mean-budget",
            paramLabel = "K",
            defaultValue = "4",
            description = "Samples a request on average where a name says no other. Default: 4.")
    private double meanBudget;

    @Option(
            names = "--max-budget",
            paramLabel = "K",
            defaultValue = "" + PlanOptions.MAX_BUDGET,
            description = "Most samples of one request. Default: " + PlanOptions.MAX_BUDGET + ".")
    private int maxBudget;

    @Option(
            names = "--record",
            description = "Keep each request and its candidates in the run: 'hone pool export' makes a pool of them.")
    private boolean record;

    @Option(
            names = "--explore",
            paramLabel = "SHARE",
            defaultValue = "0.02",
            description =
                    "With --record, the share of requests that draw the most samples whatever the plan says. Default: 0.02.")
    private double explore;

    @Option(
            names = "--below-cheapest",
            paramLabel = "answer|refuse",
            defaultValue = "answer",
            description =
                    "Where a mean has no room for even the cheapest answer: answer all the same, and pass the mean by as much; or"
                            + " refuse with 429, so that it holds. Default: ${DEFAULT-VALUE}.")
    private String below = "";

    @Option(
            names = "--forward-key",
            description =
                    "Show a client's Authorization to upstreams that have no key of their own. Without it it goes nowhere.")
    private boolean forwardKey;

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description = "JSON {\"model\": {\"input\": USD, \"output\": USD}} per million tokens, by NAME: for @$P.")
    private Optional<Path> prices = Optional.empty();

    @Mixin
    private final RunFlags runFlags = new RunFlags();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    private final CountDownLatch ended = new CountDownLatch(1);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public void run() {
        ShellOptions http = new ShellOptions(
                address(),
                port,
                keyFile.map(Keys::read),
                adminKeyFile.map(Keys::read),
                ShellOptions.loopback(port).limits(),
                ShellOptions.loopback(port).grace());
        upstreamFlags.check();
        RunSpec runSpec = Session.spec(spec, common);
        try (Run run = Run.start(Session.runsFolder(common), runSpec, runFlags.fresh);
                ProgressDisplay display = new ProgressDisplay()) {
            Listener listener = run.listener(display);
            if (run.resumed()) {
                listener.note("Going on with run " + run.id() + ": what each name has spent counts.");
            }
            List<Upstream> upstreams = upstreamFlags.open(listener);
            try {
                Optional<Judge> judge = reward.map(RewardSource::judge);
                try {
                    serve(http, run, listener, options(upstreams, judge, listener));
                } finally {
                    judge.ifPresent(Judge::close);
                }
            } finally {
                UpstreamFlags.close(upstreams);
            }
        } finally {
            ended.countDown(); // everything is closed: the process may end
        }
    }

    private ServeOptions options(List<Upstream> upstreams, Optional<Judge> judge, Listener listener) {
        return new ServeOptions(
                upstreams,
                judge,
                learnt(listener),
                meanBudget,
                maxBudget,
                explore,
                record,
                forwardKey && allowed(upstreams),
                prices.map(Prices::read),
                common.seed,
                below());
    }

    private BelowCheapest below() {
        return switch (below) {
            case "answer" -> BelowCheapest.CHEAPEST;
            case "refuse" -> BelowCheapest.REFUSE;
            default -> throw new HoneException("--below-cheapest is '" + below + "'.", "give answer or refuse");
        };
    }

    private void serve(ShellOptions http, Run run, Listener listener, ServeOptions options) {
        probe(options.upstreams());
        CountDownLatch asked = new CountDownLatch(1);
        try (Server server = new Server(options, http, run, listener)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                asked.countDown();
                try {
                    ended.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
            listener.note("Serving on http://" + bind + ":" + server.port() + "/v1, run " + run.id()
                    + "; page at http://" + bind + ":" + server.port() + "/. Ctrl-C stops.");
            asked.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A client's key may not travel in clear text to another machine. */
    private static boolean allowed(List<Upstream> upstreams) {
        upstreams.stream()
                .flatMap(upstream -> upstream.remote().stream())
                .map(Upstream.Remote::address)
                .filter(address -> !address.encrypted() && !address.loopback())
                .findFirst()
                .ifPresent(address -> {
                    throw new HoneException(
                            "With --forward-key clients' keys would travel unencrypted to " + address.base() + ".",
                            "use https, or leave --forward-key out");
                });
        return true;
    }

    private static void probe(List<Upstream> upstreams) {
        TextTable table = new TextTable("model", "samples of a call", "logprobs", "continues text", "seed");
        for (Upstream upstream : upstreams) {
            Probe probe = Probe.of(upstream);
            if (probe.reachable()) {
                table.row(
                        probe.name(),
                        probe.asked() == Integer.MAX_VALUE ? "any" : probe.came() + " of " + probe.asked(),
                        probe.logprobs() == 0 ? "no" : "top " + probe.logprobs(),
                        probe.continues() ? "yes" : "no",
                        switch (probe.seed()) {
                            case REPEATED -> "yes";
                            case IGNORED -> "ignored";
                            case REFUSED -> "no";
                        });
            } else {
                table.row(probe.name(), "-", "-", "-", probe.problem());
            }
        }
        System.err.print(table);
    }

    private Supplier<Learnt> learnt(Listener listener) {
        return () -> {
            if (predictorFlags.isAbsent()) {
                return new Learnt.Nothing();
            }
            if (predictorFlags.areSeveral()) {
                List<Member> members = predictorFlags.members(listener);
                return closing(
                        members.stream().map(Member::features).toList(),
                        () -> new Learnt.Several(members.stream()
                                .map(member -> new Learnt.Difficulty(member.predictor(), member.features()))
                                .toList()));
            }
            Optional<ArmRouter> router = predictorFlags.router();
            if (router.isPresent()) {
                Features features = predictorFlags.features(router, listener);
                return closing(List.of(features), () -> new Learnt.Routing(router.get(), features));
            }
            DifficultyPredictor predictor = predictorFlags.load();
            Features features = predictorFlags.features(predictor, listener);
            return closing(List.of(features), () -> new Learnt.Difficulty(predictor, features));
        };
    }

    /** What can't be planned by closes what was opened for it. */
    private static Learnt closing(List<Features> opened, Supplier<Learnt> joined) {
        try {
            return joined.get();
        } catch (HoneException e) {
            opened.forEach(Features::close);
            throw e;
        }
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(bind);
        } catch (UnknownHostException e) {
            throw new HoneException(
                    "There is no address '" + bind + "' on this machine.", "use 127.0.0.1 or 0.0.0.0", e);
        }
    }
}
