package dev.hone.serve.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.serve.openai.ApiError;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * A server on the JDK's own, with a virtual thread a request, that stays up and stays small whatever its clients do.
 *
 * <p>In order, a request is counted, admitted by its key (or, on a server for this machine only, by its host and origin), and
 * handed to the route; its body is read only by the route. {@code /livez} and {@code /readyz} are answered here, to everyone.
 * An error that the route throws becomes an answer in the API's shape, or cuts an answer that has begun, which the client sees.
 *
 * <p>The thread of a request is interrupted when its client is gone, which {@link Clients} finds within two seconds on Linux
 * and only a failing write elsewhere, and at the end of the grace that {@link #close} gives.
 */
public final class HttpShell implements AutoCloseable {
    private static final long LOOK = 500; // ms
    private static final long YOUNG = 1_000_000_000; // ns; most requests are over before anyone asks for their client
    /**
     * For a place to become free: an answer arrives a little before its place does, and a client that goes on at once must not be
     * refused for it.
     */
    static final long PATIENCE = 200; // ms

    private static final long UNWIND = 5; // s, for interrupted requests to end

    private final HttpServer server;
    private final ShellOptions options;
    private final Gate gate;
    private final Route route;
    private final BooleanSupplier ready;
    private final IntConsumer answered;
    private final Listener listener;
    private final Semaphore requests;
    private final Semaphore streams;
    private final WriteWatch writes;
    private final Clients clients = new Clients();
    private final Set<JdkExchange> running = ConcurrentHashMap.newKeySet();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread watchman;
    private volatile boolean stopping;

    /**
     * Binds and starts.
     *
     * @param ready whether {@code /readyz} says yes while the server is not stopping
     * @param answered is told the status of every answer, 0 for one that was cut; from many threads
     * @param listener gets a line for each failure in a route; never with a word of a request in it
     * @throws HoneException if the address or port can't be had
     */
    public HttpShell(
            ShellOptions options, Route route, BooleanSupplier ready, IntConsumer answered, Listener listener) {
        this.options = options;
        gate = options.gate();
        this.route = route;
        this.ready = ready;
        this.answered = answered;
        this.listener = listener;
        requests = new Semaphore(options.limits().requests());
        streams = new Semaphore(options.limits().streams());
        writes = new WriteWatch(options.limits().writeTime());
        ServerProperties.set(options.limits());
        InetSocketAddress place = new InetSocketAddress(options.address(), options.port());
        try {
            server = HttpServer.create(place, 1024);
        } catch (IOException e) {
            throw new HoneException(
                    "Serving on " + options.address().getHostAddress() + " port " + options.port() + " failed: "
                            + e.getMessage() + ".",
                    "another program has the port; choose another with --port",
                    e);
        }
        server.setExecutor(workers);
        server.createContext("/", this::handle);
        watchman = Thread.ofPlatform().daemon().name("hone-http-watch").start(this::watch);
        server.start();
    }

    /** The port that is listened on. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange http) throws IOException {
        JdkExchange exchange = new JdkExchange(http, options.limits(), writes, streams);
        running.add(exchange);
        try {
            answer(exchange);
        } finally {
            running.remove(exchange);
            exchange.end();
            answered.accept(exchange.broken() ? 0 : exchange.status());
        }
        if (exchange.broken()) {
            // the JDK's server closes a connection without an end of the answer only when its handler fails
            throw new IOException("cut");
        }
    }

    private void answer(JdkExchange exchange) throws IOException {
        boolean counted = false;
        try {
            if (health(exchange)) {
                return;
            }
            gate.admit(exchange);
            counted = requests.tryAcquire(PATIENCE, TimeUnit.MILLISECONDS);
            if (stopping) {
                throw Problems.stopping();
            }
            if (!counted) {
                throw Problems.overloaded();
            }
            route.handle(exchange);
            if (exchange.open()) {
                throw new IllegalStateException("the route sent no answer");
            }
        } catch (ApiError e) {
            exchange.refuse(e, refusal(exchange, e));
        } catch (Throwable e) { // whatever a route throws, the client gets an answer
            fail(exchange, e);
        } finally {
            if (counted) {
                requests.release();
            }
        }
    }

    private boolean health(JdkExchange exchange) throws IOException {
        String path = exchange.path();
        if (!path.equals("/livez") && !path.equals("/readyz")) {
            return false;
        }
        boolean well = path.equals("/livez") || (!stopping && ready.getAsBoolean());
        byte[] word = (well ? "ok\n" : "not ready\n").getBytes(StandardCharsets.US_ASCII);
        exchange.reply(well ? 200 : 503, "text/plain", Map.of("Cache-Control", "no-store"), word);
        return true;
    }

    private static Map<String, String> refusal(JdkExchange exchange, ApiError error) {
        Map<String, String> headers = new HashMap<>();
        if (error.status() == 401
                && exchange.method().equals("GET")
                && exchange.path().equals("/")) {
            headers.put("WWW-Authenticate", "Basic realm=\"Hone: any name, a key as the password\"");
        }
        return headers;
    }

    private void fail(JdkExchange exchange, Throwable e) throws IOException {
        if (exchange.lost()) {
            return;
        }
        if (exchange.dismissed()) {
            // the interrupt has done its work, and would close the channel under the answer
            Thread.interrupted();
            exchange.refuse(Problems.stopping(), Map.of());
            return;
        }
        StackTraceElement[] places = e.getStackTrace();
        listener.note("A request failed inside the server: " + e.getClass().getName()
                + (places.length == 0 ? "" : " at " + places[0]));
        exchange.refuse(Problems.internal(), Map.of());
    }

    private void watch() {
        try {
            for (int i = 0; ; i++) {
                Thread.sleep(LOOK);
                try {
                    writes.look();
                    if (i % 2 == 0) {
                        dismissGone();
                    }
                } catch (RuntimeException e) { // without the watch slow clients would hold their threads for ever
                    listener.note(
                            "The server's watch failed once: " + e.getClass().getName());
                }
            }
        } catch (InterruptedException _) {
            // the server is closed
        }
    }

    private void dismissGone() {
        Map<Clients.Connection, JdkExchange> old = new HashMap<>();
        for (JdkExchange exchange : running) {
            if (exchange.age() > YOUNG) {
                old.put(exchange.connection(), exchange);
            }
        }
        Set<Clients.Connection> gone = clients.gone(old.keySet());
        old.forEach((connection, exchange) -> {
            if (gone.contains(connection)) {
                exchange.leave();
            }
        });
    }

    /**
     * Stops: from now on {@code /readyz} and every new request are answered with 503; running requests may end within the
     * grace, and are interrupted after it. Returns when all have ended, or five seconds after the interrupt.
     */
    @Override
    public void close() {
        if (stopping) {
            return;
        }
        stopping = true;
        int all = options.limits().requests();
        boolean interrupted = false;
        try {
            if (!requests.tryAcquire(all, options.grace().toMillis(), TimeUnit.MILLISECONDS)) {
                running.forEach(JdkExchange::interrupt);
                requests.tryAcquire(all, UNWIND, TimeUnit.SECONDS);
            }
        } catch (InterruptedException _) {
            interrupted = true;
        }
        running.forEach(JdkExchange::interrupt);
        watchman.interrupt();
        server.stop(0);
        workers.shutdownNow();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
