package dev.hone.endpoint;

import static dev.hone.endpoint.RawServer.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.endpoint.EndpointException.Cut;
import dev.hone.endpoint.EndpointException.Malformed;
import dev.hone.endpoint.EndpointException.Refused;
import dev.hone.endpoint.EndpointException.TimedOut;
import dev.hone.lm.Completion;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the network can do to a call, on real sockets. */
@Timeout(120)
class MisbehavingServerTest {
    private static final EndpointOptions PATIENT = ScriptedServer.quick().withBackoff(Backoff.never());
    private static final String GOOD = ScriptedServer.good(1, 7).toString();

    private static List<Completion> one(EndpointAddress address, EndpointOptions options) {
        try (EndpointModel model = EndpointModel.open(address, options, Listener.NONE)) {
            return model.generate(request());
        }
    }

    /** A quarter of a second, at that pace. */
    private static EndpointOptions quarter(int pace) {
        return PATIENT.withTimeout(Duration.ofMillis(250L * pace));
    }

    private static GenerationRequest request() {
        return new GenerationRequest(Query.of("q", "hello"), 0, 1, SamplingOptions.DEFAULT, Seeds.of(1));
    }

    private static String withLength(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + bytes(body).length + "\r\n\r\n"
                + body;
    }

    @Test
    void aPortWithoutAServerIsRefusedAtOnceAndNamed() throws IOException {
        try (Socket deaf = RawServer.deaf()) {
            String place = "127.0.0.1:" + deaf.getLocalPort();
            EndpointAddress nobody = EndpointAddress.parse("http://" + place + "/v1#m");
            try (EndpointModel model = EndpointModel.open(nobody, EndpointOptions.DEFAULT, Listener.NONE)) {
                Refused refused = assertThrows(Refused.class, () -> model.generate(request()));
                assertEquals(1, model.spent().calls(), "another attempt");
                assertTrue(refused.problem().contains(place), refused.problem());
            }
        }
    }

    @Test
    void anUnknownHostIsRefused() {
        EndpointAddress nowhere = EndpointAddress.parse("http://no-such-host.invalid:9/v1#m");
        assertThrows(Refused.class, () -> one(nowhere, EndpointOptions.DEFAULT));
    }

    @Test
    void aHostThatAcceptsNoConnectionTimesOutAndNothingCountsAsPaid() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> queue = new ArrayList<>();
            // a listener whose queue is full drops what knocks, as a firewall does
            for (int i = 0; i < 3; i++) {
                Socket waiting = new Socket();
                queue.add(waiting);
                try {
                    waiting.connect(full.getLocalSocketAddress(), 100);
                } catch (SocketTimeoutException e) {
                    break;
                }
            }
            EndpointAddress deaf = EndpointAddress.parse("http://127.0.0.1:" + full.getLocalPort() + "/v1#m");
            try {
                AtSomePace.holds(pace -> {
                    try (EndpointModel model = EndpointModel.open(deaf, quarter(pace), Listener.NONE)) {
                        TimedOut e = assertThrows(TimedOut.class, () -> model.generate(request()));
                        assertTrue(e.connecting(), e.problem());
                        assertEquals(new Spend(1, 0, 0, 0, 0), model.spent());
                    }
                });
            } finally {
                for (Socket waiting : queue) {
                    waiting.close();
                }
            }
        }
    }

    @Test
    void aServerThatTakesTheCallAndStaysSilentTimesOutAndIsHungUpOn() throws Exception {
        Semaphore hungUp = new Semaphore(0);
        try (RawServer silent = new RawServer((connection, out, n) -> {
            if (connection.getInputStream().read() < 0) {
                hungUp.release();
            }
        })) {
            AtSomePace.holds(pace -> {
                try (EndpointModel model = EndpointModel.open(silent.address(), quarter(pace), Listener.NONE)) {
                    TimedOut e = assertThrows(TimedOut.class, () -> model.generate(request()));
                    assertFalse(e.connecting());
                    assertTrue(e.problem().contains("did not answer within " + pace * .25 + " s"), e.problem());
                    assertTrue(hungUp.tryAcquire(20, TimeUnit.SECONDS), "the connection stays open");
                }
            });
        }
    }

    @Test
    void aServerThatStallsWithinItsAnswerTimesOutAndIsHungUpOn() throws Exception {
        Semaphore hungUp = new Semaphore(0);
        try (RawServer stalling = new RawServer((connection, out, n) -> {
            out.write(bytes(withLength(GOOD).substring(0, 120)));
            out.flush();
            if (connection.getInputStream().read() < 0) {
                hungUp.release();
            }
        })) {
            AtSomePace.holds(pace -> {
                try (EndpointModel model = EndpointModel.open(stalling.address(), quarter(pace), Listener.NONE)) {
                    TimedOut e = assertThrows(TimedOut.class, () -> model.generate(request()));
                    assertTrue(e.problem().contains("began to answer"), e.problem());
                    assertTrue(hungUp.tryAcquire(20, TimeUnit.SECONDS), "the connection stays open");
                }
            });
        }
    }

    @Test
    void anAnswerThatDripsIsHeldToTheTimeoutAsAWhole() {
        try (RawServer dripping = new RawServer((connection, out, n) -> {
            out.write(bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
            for (int i = 0; i < 1000; i++) {
                out.write(bytes("1\r\n \r\n"));
                out.flush();
                Thread.sleep(20);
            }
        })) {
            assertThrows(TimedOut.class, () -> one(dripping.address(), quarter(1)));
        }
    }

    @Test
    void aConnectionDroppedWithinTheBodySaysHowFarItCame() throws Exception {
        AtSomePace.holds(pace -> {
            try (RawServer dropping = new RawServer((connection, out, n) -> {
                String whole = withLength(GOOD);
                out.write(bytes(whole.substring(0, whole.length() - 40)));
                out.flush();
                // the JDK's client forgets bytes it hasn't looked at when the end of the stream overtakes them
                Thread.sleep(pace * 200L);
            })) {
                Cut e = assertThrows(Cut.class, () -> one(dropping.address(), PATIENT));
                assertTrue(e.problem().contains("after " + (bytes(GOOD).length - 40) + " bytes"), e.problem());
            }
        });
    }

    @Test
    void aChunkedBodyWithoutItsLastChunkIsCut() {
        try (RawServer dropping = new RawServer((connection, out, n) ->
                out.write(bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"cho\r\n")))) {
            assertThrows(Cut.class, () -> one(dropping.address(), PATIENT));
        }
    }

    @Test
    void aConnectionDroppedOrResetBeforeTheAnswerIsCut() {
        try (RawServer dropping = new RawServer((connection, out, n) -> {})) {
            Cut e = assertThrows(Cut.class, () -> one(dropping.address(), PATIENT));
            assertTrue(e.problem().contains("before it answered"), e.problem());
        }
        try (RawServer resetting = new RawServer((connection, out, n) -> connection.setSoLinger(true, 0))) {
            assertThrows(Cut.class, () -> one(resetting.address(), PATIENT));
        }
    }

    @Test
    void aDroppedConnectionIsTriedAgain() {
        try (RawServer shaky = new RawServer((connection, out, n) -> {
            if (n <= 2) {
                out.write(bytes(withLength(GOOD).substring(0, 100)));
            } else {
                out.write(bytes(withLength(GOOD)));
            }
        })) {
            assertEquals(
                    "text 7 0",
                    one(shaky.address(), ScriptedServer.quick()).getFirst().text());
            assertEquals(3, shaky.connections());
        }
    }

    @Test
    void truncatedJsonInACompleteBodyIsCut() {
        String half = GOOD.substring(0, GOOD.length() / 2);
        try (RawServer truncating = new RawServer((connection, out, n) -> out.write(bytes(withLength(half))))) {
            Cut e = assertThrows(Cut.class, () -> one(truncating.address(), PATIENT));
            assertTrue(e.problem().contains("stops half-way"), e.problem());
        }
    }

    @Test
    void aTooShortContentLengthIsCutToo() {
        String lying = withLength(GOOD).replaceFirst("Content-Length: \\d+", "Content-Length: 30");
        try (RawServer server = new RawServer((connection, out, n) -> out.write(bytes(lying)))) {
            assertThrows(Cut.class, () -> one(server.address(), PATIENT));
        }
    }

    @Test
    void aBodyThatEndsWithTheConnectionIsFine() {
        try (RawServer old =
                new RawServer((connection, out, n) -> out.write(bytes("HTTP/1.0 200 OK\r\n\r\n" + GOOD)))) {
            assertEquals("text 7 0", one(old.address(), PATIENT).getFirst().text());
        }
    }

    @Test
    void somethingThatIsNotHttpIsMalformed() {
        try (RawServer ssh = new RawServer((connection, out, n) -> out.write(bytes("SSH-2.0-OpenSSH_9.6\r\n\r\n")))) {
            Malformed e = assertThrows(Malformed.class, () -> one(ssh.address(), PATIENT));
            assertTrue(e.problem().contains("does not speak HTTP"), e.problem());
        }
    }

    @Test
    void headersWithoutEndAreRefused() {
        try (RawServer endless = new RawServer((connection, out, n) -> {
            out.write(bytes("HTTP/1.1 200 OK\r\n"));
            byte[] header = bytes("X: " + "y".repeat(8000) + "\r\n");
            for (int i = 0; i < 1000; i++) {
                out.write(header);
            }
        })) {
            assertThrows(Malformed.class, () -> one(endless.address(), PATIENT));
        }
    }

    @Test
    void nonsenseFromAServerThatHasAnsweredIsTriedAgain() {
        try (ScriptedServer server = new ScriptedServer((request, number) -> number == 2
                        ? ScriptedServer.Answer.of(200, "<html>oops</html>")
                        : ScriptedServer.Answer.json(ScriptedServer.good(request)));
                EndpointModel model = EndpointModel.open(server.address(), ScriptedServer.quick(), Listener.NONE)) {
            model.generate(request());
            assertEquals(1, model.generate(request()).size());
            assertEquals(3, server.requests().size());
        }
    }

    @Test
    void nonsenseBlamesTheAddressOnlyBeforeAnyGoodAnswer() {
        try (ScriptedServer server = new ScriptedServer((request, number) -> number == 2
                        ? ScriptedServer.Answer.json(ScriptedServer.good(request))
                        : ScriptedServer.Answer.of(200, "<html>oops</html>"));
                EndpointModel model = EndpointModel.open(server.address(), ScriptedServer.quick(), Listener.NONE)) {
            Malformed first = assertThrows(Malformed.class, () -> model.generate(request()));
            assertTrue(first.advice().contains("check the path before #"), first.advice());
            assertEquals(1, server.requests().size(), "a wrong address is not asked again");
            model.generate(request());
            Malformed later = assertThrows(Malformed.class, () -> model.generate(request()));
            assertTrue(later.advice().contains("it answered well before"), later.advice());
        }
    }

    @Test
    void aHugeBodyIsGivenUpAtTheLimit() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        EndpointOptions small = PATIENT.withMaxResponseBytes(100_000);
        try (RawServer huge = new RawServer((connection, out, n) -> {
            out.write(bytes("HTTP/1.1 200 OK\r\n\r\n"));
            byte[] chunk = bytes("[".repeat(10_000));
            try {
                for (int i = 0; i < 100_000; i++) {
                    out.write(chunk);
                }
            } finally {
                stopped.countDown();
            }
        })) {
            try (EndpointModel model = EndpointModel.open(huge.address(), small, Listener.NONE)) {
                Malformed e = assertThrows(Malformed.class, () -> model.generate(request()));
                assertTrue(e.problem().contains("more than 100,000 bytes"), e.problem());
                assertTrue(stopped.await(60, TimeUnit.SECONDS), "the server may go on sending");
            }
        }
    }

    @Test
    void httpsAgainstAPlainServerSaysSo() {
        try (RawServer plain = new RawServer(false, (connection, out, n) -> {
            connection.getInputStream().read();
            out.write(bytes("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));
        })) {
            EndpointAddress wrong =
                    EndpointAddress.parse(plain.address().toString().replace("http:", "https:"));
            Refused e = assertThrows(Refused.class, () -> one(wrong, PATIENT));
            assertTrue(e.advice().contains("http://"), e.advice());
        }
    }

    @Test
    void anInterruptedCallEndsAtOnceAndKeepsTheMark() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (RawServer silent = new RawServer((connection, out, n) -> {
            asked.countDown();
            connection.getInputStream().read();
        })) {
            EndpointOptions patient = EndpointOptions.DEFAULT;
            CompletableFuture<Boolean> ended = new CompletableFuture<>();
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    one(silent.address(), patient);
                } catch (EndpointException.Interrupted e) {
                    ended.complete(Thread.currentThread().isInterrupted());
                } catch (RuntimeException e) {
                    ended.completeExceptionally(e);
                }
            });
            assertTrue(asked.await(60, TimeUnit.SECONDS));
            caller.interrupt();
            assertTrue(ended.get(60, TimeUnit.SECONDS));
        }
    }
}
