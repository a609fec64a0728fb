package dev.hone.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** A server below HTTP, for what no HTTP server would do. Each connection is handed to the behaviour once its request is in. */
final class RawServer implements AutoCloseable {
    /** What happens on one connection; it is closed afterwards. */
    interface Behaviour {
        void on(Socket connection, OutputStream out, int number) throws Exception;
    }

    private final ServerSocket socket;
    private final AtomicInteger number = new AtomicInteger();

    RawServer(Behaviour behaviour) {
        this(true, behaviour);
    }

    /** {@code waits}: whether the request is read before the behaviour begins. */
    RawServer(boolean waits, Behaviour behaviour) {
        try {
            socket = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> {
            while (!socket.isClosed()) {
                try {
                    Socket connection = socket.accept();
                    Thread.ofVirtual().start(() -> serve(connection, waits, behaviour));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private void serve(Socket connection, boolean waits, Behaviour behaviour) {
        try (connection) {
            if (waits) {
                readRequest(connection.getInputStream());
            }
            behaviour.on(connection, connection.getOutputStream(), number.incrementAndGet());
        } catch (Exception e) {
            // the client hung up: that is what many of these tests are about
        }
    }

    private static void readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                return;
            }
            head.append((char) c);
        }
        String lower = head.toString().toLowerCase(Locale.ROOT);
        int at = lower.indexOf("content-length:");
        if (at >= 0) {
            int length = Integer.parseInt(
                    lower.substring(at + 15, lower.indexOf('\r', at)).strip());
            in.readNBytes(length);
        }
    }

    /** A place where nobody listens, and nobody else will for as long as it is open. */
    static Socket deaf() throws IOException {
        Socket deaf = new Socket();
        deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return deaf;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    int connections() {
        return number.get();
    }

    EndpointAddress address() {
        return EndpointAddress.parse("http://127.0.0.1:" + socket.getLocalPort() + "/v1#m");
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
