package dev.hone.serve.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A client below HTTP, for what no HTTP client would do. */
final class Wire implements AutoCloseable {
    private static final int PATIENCE = 60_000; // ms

    final Socket socket;
    private final long began = System.nanoTime();

    Wire(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE);
    }

    Wire send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** A request with a body of its length. */
    Wire post(String path, String body) throws IOException {
        return send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body);
    }

    Wire get(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    /** Up to and with these characters, or to the end. */
    String readUntil(String end) throws IOException {
        StringBuilder text = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (text.indexOf(end, Math.max(0, text.length() - end.length())) < 0) {
            int c = in.read();
            if (c < 0) {
                break;
            }
            text.append((char) c);
        }
        return text.toString();
    }

    /** One answer: its head and a body of its length. */
    String answer() throws IOException {
        String head = readUntil("\r\n\r\n");
        String lower = head.toLowerCase(Locale.ROOT);
        int at = lower.indexOf("content-length: ");
        int length = at < 0 ? 0 : Integer.parseInt(lower.substring(at + 16, lower.indexOf('\r', at)));
        return head + new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
    }

    /** Everything to the end of the connection; a reset counts as one. */
    String rest() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(all);
        } catch (IOException e) {
            // what came before the reset is in
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    /** Seconds from before this connected until the server closes the connection; NaN if it doesn't for a minute. */
    double closedAfter() throws IOException {
        try {
            while (socket.getInputStream().read() >= 0) {
                // whatever it still has to say
            }
        } catch (SocketTimeoutException e) {
            return Double.NaN;
        } catch (IOException e) {
            // reset
        }
        return (System.nanoTime() - began) / 1e9;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
