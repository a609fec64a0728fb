package dev.hone.steer.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.core.run.Run;
import dev.hone.core.run.RunSpec;
import dev.hone.endpoint.Backoff;
import dev.hone.endpoint.EndpointAddress;
import dev.hone.endpoint.EndpointModel;
import dev.hone.endpoint.EndpointOptions;
import dev.hone.lm.Completion;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.LanguageModel;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.serve.Learnt;
import dev.hone.serve.ServeOptions;
import dev.hone.serve.Server;
import dev.hone.serve.Upstream;
import dev.hone.serve.http.ShellOptions;
import dev.hone.steer.SteeredModel;
import dev.hone.steer.TokenValues;
import dev.hone.steer.Weighted;
import dev.hone.steer.decode.CandidateRule;
import dev.hone.steer.decode.Tilt;
import dev.hone.steer.decode.TiltSettings;
import dev.hone.steer.head.ValueFile;
import dev.hone.transformer.Rows;
import dev.hone.transformer.generate.LocalModel;
import dev.hone.transformer.generate.SoftMax;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model behind Hone's own server, led through its API, beside the same model led on this machine. */
class ServedSteeringTest {
    private static final double BETA = 2;
    private static final int TOKENS = 16;
    private static final LocalModel MODEL = LocalModel.embedded("stories15m");

    private static final Query PROBE = Query.of("probe", "One day");

    @TempDir
    private static Path folder;

    private static Optional<Server> server = Optional.empty();
    private static Optional<Run> run = Optional.empty();

    @BeforeAll
    static void serve() {
        RandomValue.write(folder.resolve("chance"), MODEL);
        run = Optional.of(Run.start(folder.resolve("runs"), RunSpec.of("serve", 1), false));
        ServeOptions options = new ServeOptions(
                List.of(new Upstream("stories15m", MODEL.shared(1), Optional.empty())),
                Optional.empty(),
                Learnt.Nothing::new,
                4,
                8,
                0,
                false,
                false,
                Optional.empty(),
                1);
        server = Optional.of(new Server(options, ShellOptions.loopback(0), run.orElseThrow(), Listener.NONE));
    }

    @AfterAll
    static void close() {
        server.ifPresent(Server::close);
        run.ifPresent(Run::close);
        MODEL.close();
    }

    private static Supplier<LanguageModel> endpoint(int port) {
        EndpointOptions options = EndpointOptions.DEFAULT.withBackoff(
                new Backoff(2, Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofSeconds(1)));
        EndpointAddress address = EndpointAddress.parse("http://127.0.0.1:" + port + "/v1#stories15m");
        return () -> EndpointModel.open(address, options, Listener.NONE);
    }

    private static Supplier<LanguageModel> endpoint() {
        return endpoint(server.orElseThrow().port());
    }

    private static RemoteValues values(double beta) {
        return RemoteValues.open(
                List.of(new RemoteValues.Asked("chance", folder.resolve("chance"), beta)), "stories15m", false, false);
    }

    private static List<Weighted> local() {
        return List.of(new Weighted("chance", ValueFile.open(folder.resolve("chance"), MODEL), BETA));
    }

    private static GenerationRequest request(String prompt, int n, int tokens) {
        return new GenerationRequest(
                Query.of("q", prompt), 0, n, SamplingOptions.DEFAULT.withMaxTokens(tokens), Seeds.of(5));
    }

    private static List<Integer> ids(Completion completion) {
        return completion.ids().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 5})
    void byTokenIdsItSaysWhatTheModelOnThisMachineSays(int top) {
        TiltSettings settings = masked(top);
        GenerationRequest request = request("One day, a girl named Sue", 3, TOKENS);
        List<Completion> wanted = new SteeredModel(MODEL, local(), settings).generate(request);
        try (RemoteSteeredModel model =
                RemoteSteeredModel.open(endpoint(), values(BETA), settings, PROBE, top, Listener.NONE)) {
            assertTrue(model.way().ids());
            assertEquals(top, model.way().top());
            List<Completion> said = model.generate(request);
            int same = 0;
            int all = 0;
            for (int i = 0; i < said.size(); i++) {
                same += common(ids(wanted.get(i)), ids(said.get(i)));
                all += ids(wanted.get(i)).size();
            }
            assertTrue(same >= 0.99 * all, same + " of " + all + " tokens");
            assertTrue(!wanted.equals(MODEL.generate(request)), "the value leads nowhere");
        }
    }

    private static TiltSettings masked(int top) {
        return TiltSettings.USUAL.masked().withCandidates(new CandidateRule.Likeliest(top));
    }

    private static int common(List<Integer> one, List<Integer> other) {
        int same = 0;
        while (same < Math.min(one.size(), other.size()) && one.get(same).equals(other.get(same))) {
            same++;
        }
        return same;
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 5})
    void theTiltedDistributionIsThatOfTheModelOnThisMachine(int top) {
        TiltSettings settings = TiltSettings.USUAL.withCandidates(new CandidateRule.Likeliest(top));
        int[] prompt = MODEL.prompt(Query.of("q", "One day, a boy named Tim"));
        List<Integer> said = ids(new SteeredModel(MODEL, local(), settings)
                .generate(request("One day, a boy named Tim", 1, TOKENS))
                .getFirst());
        int vocabulary = MODEL.causalModel().config().vocabulary();
        Tally tally = new Tally();
        double most = 0;
        double moved = 0;
        try (RemoteValues values = values(BETA);
                LanguageModel endpoint = endpoint().get()) {
            NextTokens next = new NextTokens(
                    new Continuing(endpoint, new Way(Way.Form.IDS, top, true)),
                    new Spelling(values.tokens().tokenizer(), vocabulary),
                    values.tokens().endTokens(),
                    vocabulary,
                    values.context(),
                    tally);
            RemoteText text = new RemoteText(values.tokens(), Query.of("q", "One day, a boy named Tim"), true);
            TokenValues here = values.weighted().getFirst().value().begin(1);
            TokenValues there = local().getFirst().value().begin(1);
            here.prompt(prompt);
            there.prompt(prompt);
            for (int id : said) {
                Rows logits = new Rows(last(text.ids()), 0, vocabulary);
                double[] wanted = tilted(logits, top, settings, there);
                Place place = next.at(text, Seeds.of(said.size()));
                double[] given = tilted(place.row(vocabulary), place.ids().size(), settings, here);
                double[] base = softMax(logits);
                double apart = 0;
                double rest = 0;
                double restGiven = 0;
                for (int i = 0; i < vocabulary; i++) {
                    if (place.knows(i)) {
                        apart += Math.abs(wanted[i] - given[i]);
                        moved = Math.max(moved, Math.abs(wanted[i] - base[i]));
                    } else {
                        rest += wanted[i];
                        restGiven += given[i];
                    }
                }
                most = Math.max(most, (apart + Math.abs(rest - restGiven)) / 2);
                here.chosen(0, id);
                there.chosen(0, id);
                text.say(id);
            }
        }
        assertTrue(most <= 1e-5, "a total variation of " + most);
        assertTrue(moved > 0.1, "the value moves probabilities by " + moved);
    }

    private static float[] last(int[] ids) {
        float[][] all = MODEL.causalModel().logits(ids);
        return all[all.length - 1];
    }

    private static double[] tilted(Rows logits, int candidates, TiltSettings settings, TokenValues value) {
        Tilt tilt = new Tilt(settings.withCandidates(new CandidateRule.Likeliest(candidates)), logits.width());
        var some = tilt.candidates(logits, 0);
        double[] nats = new double[tilt.most()];
        value.bonus(0, new Rows(new float[0], 0, 0), 0, some, BETA, nats);
        tilt.add(nats);
        return softMax(tilt.apply(logits, 0, Double.POSITIVE_INFINITY));
    }

    private static double[] softMax(Rows logits) {
        SoftMax softMax = new SoftMax(logits.width());
        softMax.of(logits, 0);
        double[] shares = new double[logits.width()];
        Arrays.setAll(shares, i -> softMax.weights()[i] / softMax.total());
        return shares;
    }

    @Test
    void byTextItIsTheSameUpToWhereTheServerReadsOtherTokensThanWereSaid() {
        GenerationRequest request = request("One day, a girl named Sue", 3, TOKENS);
        List<Completion> wanted = new SteeredModel(MODEL, local(), masked(20)).generate(request);
        Supplier<LanguageModel> noIds = () -> new WithoutIds(endpoint().get());
        try (RemoteSteeredModel model =
                RemoteSteeredModel.open(noIds, values(BETA), masked(20), PROBE, 20, Listener.NONE)) {
            assertTrue(!model.way().ids());
            List<Completion> said = model.generate(request);
            int reread = 0;
            for (int i = 0; i < said.size(); i++) {
                List<Integer> one = ids(wanted.get(i));
                int border = border(request.query(), one);
                reread += border < one.size() ? 1 : 0;
                assertTrue(common(one, ids(said.get(i))) >= border, border + ": " + one + " " + said.get(i));
            }
            assertEquals(reread > 0, model.cutoff().reread() > 0, model.cutoff().sentence());
        }
    }

    @Test
    void byChatItIsTheSameUpToWhereTheServerReadsOtherTokensThanWereSaid() {
        GenerationRequest request = request("One day, a girl named Sue", 2, TOKENS);
        List<Completion> wanted = new SteeredModel(MODEL, local(), masked(20)).generate(request);
        Supplier<LanguageModel> chats = () -> new ChatOnly(endpoint().get(), false);
        try (RemoteSteeredModel model =
                RemoteSteeredModel.open(chats, values(BETA), masked(20), PROBE, 20, Listener.NONE)) {
            assertEquals(new Way(Way.Form.CHAT, 20, true), model.way());
            List<Completion> said = model.generate(request);
            for (int i = 0; i < said.size(); i++) {
                List<Integer> one = ids(wanted.get(i));
                assertTrue(common(one, ids(said.get(i))) >= border(request.query(), one), one + " " + said.get(i));
            }
        }
        try (BlockwiseModel model =
                BlockwiseModel.open(chats, values(BETA), new BlockRule(4, 2), PROBE, Listener.NONE)) {
            assertEquals(2, model.generate(request).size());
        }
    }

    @Test
    void anEndpointThatAnswersAnewInsteadOfGoingOnIsNotUsed() {
        Supplier<LanguageModel> forgetful = () -> new ChatOnly(endpoint().get(), true);
        HoneException e = assertThrows(
                HoneException.class,
                () -> RemoteSteeredModel.open(forgetful, values(BETA), masked(20), PROBE, 20, Listener.NONE));
        assertTrue(e.problem().contains("no /v1/completions"), e.problem());
        assertThrows(
                HoneException.class,
                () -> BlockwiseModel.open(forgetful, values(BETA), new BlockRule(4, 2), PROBE, Listener.NONE));
    }

    /** How many tokens are said before the text so far is read by other tokens than were said. */
    private static int border(Query query, List<Integer> said) {
        int[] prompt = MODEL.prompt(query);
        for (int n = 1; n <= said.size(); n++) {
            int[] all = Arrays.copyOf(prompt, prompt.length + n);
            for (int i = 0; i < n; i++) {
                all[prompt.length + i] = said.get(i);
            }
            String text = query.text()
                    + MODEL.tokenizer().continuation(prompt, Arrays.copyOfRange(all, prompt.length, all.length));
            if (!Arrays.equals(all, MODEL.tokenizer().encodePrompt(text))) {
                return n;
            }
        }
        return said.size();
    }

    @Test
    void aCutConnectionRepeatsTheCallInFlightAndNoOther() throws Exception {
        GenerationRequest request = request("One day, a girl named Sue", 1, 6);
        AtomicInteger calls = new AtomicInteger();
        HttpServer proxy = cutting(calls, 6);
        try (RemoteSteeredModel whole =
                        RemoteSteeredModel.open(endpoint(), values(BETA), masked(20), PROBE, 20, Listener.NONE);
                RemoteSteeredModel cut = RemoteSteeredModel.open(
                        endpoint(proxy.getAddress().getPort()), values(BETA), masked(20), PROBE, 20, Listener.NONE)) {
            int probes = calls.get();
            assertEquals(3, probes);
            assertEquals(whole.generate(request), cut.generate(request));
            assertEquals(6 + 1, calls.get() - probes, "calls for 6 tokens and one cut");
        } finally {
            proxy.stop(0);
        }
    }

    /** Hands calls on to the server, but drops the connection of one. */
    private static HttpServer cutting(AtomicInteger calls, int number) throws IOException {
        HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        HttpClient client = HttpClient.newHttpClient();
        proxy.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (calls.incrementAndGet() == number) {
                exchange.close();
                return;
            }
            try {
                HttpResponse<byte[]> answer = client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                                        + server.orElseThrow().port() + exchange.getRequestURI()))
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
                exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
                exchange.getResponseBody().write(answer.body());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        proxy.start();
        return proxy;
    }
}
