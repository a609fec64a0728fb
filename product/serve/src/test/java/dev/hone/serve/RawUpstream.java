package dev.hone.serve;

import dev.hone.core.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** An upstream below HTTP, which can do what no HTTP server would. Connections are kept open as long as its behaviour says. */
final class RawUpstream implements AutoCloseable {
    /** Answers one request; false: the connection is closed. */
    interface Behaviour {
        boolean on(JsonNode request, OutputStream out) throws Exception;
    }

    private final ServerSocket socket;
    private final Behaviour behaviour;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    RawUpstream(Behaviour behaviour) {
        this.behaviour = behaviour;
        try {
            socket = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(connection.getInputStream());
            boolean open = true;
            while (open) {
                String head = head(in);
                if (head.isEmpty()) {
                    return;
                }
                byte[] body = in.readNBytes(length(head));
                JsonNode request = body.length == 0
                        ? Json.MAPPER.createObjectNode()
                        : Json.read(new String(body, StandardCharsets.UTF_8));
                open = behaviour.on(request, connection.getOutputStream());
                connection.getOutputStream().flush();
            }
        } catch (Exception e) {
            // the client hung up, which some tests are about
        } finally {
            connections.remove(connection);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            int c = in.read();
            if (c < 0) {
                return "";
            }
            head.append((char) c);
        }
        return head.toString();
    }

    private static int length(String head) {
        String lower = head.toLowerCase(Locale.ROOT);
        int at = lower.indexOf("content-length:");
        return at < 0
                ? 0
                : Integer.parseInt(
                        lower.substring(at + 15, lower.indexOf('\r', at)).strip());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A whole answer. */
    static byte[] answer(int status, String type, String body) {
        return bytes("HTTP/1.1 " + status + " X\r\nContent-Type: " + type + "\r\nContent-Length: " + bytes(body).length
                + "\r\n\r\n" + body);
    }

    /** The head of a stream. */
    static byte[] streamHead() {
        return bytes("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
    }

    /** A piece of a stream; an empty one is its end. */
    static byte[] piece(String text) {
        return bytes(Integer.toHexString(bytes(text).length) + "\r\n" + text + "\r\n");
    }

    /** A chat's answer of so many choices, 7 tokens of prompt and 2 a choice. */
    static String chat(int choices) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < choices; i++) {
            list.append(i == 0 ? "" : ",")
                    .append("{\"index\":")
                    .append(i)
                    .append(",\"message\":{\"role\":\"assistant\",\"content\":\"")
                    .append(i)
                    .append("\"},\"finish_reason\":\"stop\"}");
        }
        return "{\"choices\":[" + list + "],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":" + 2 * choices + "}}";
    }

    /** One event of a chat's stream. */
    static String event(String content) {
        return "data: {\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                + "\"delta\":{\"content\":\"" + content + "\"},\"finish_reason\":null}]}\n\n";
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
