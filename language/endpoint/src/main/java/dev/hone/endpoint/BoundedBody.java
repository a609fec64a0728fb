package dev.hone.endpoint;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Reads a response's body up to a limit. Its result is always there: a body that was cut is a result that says so, which
 * tells a connection lost within the body from one lost before it.
 */
final class BoundedBody implements BodySubscriber<BoundedBody.Received> {
    enum End {
        WHOLE,
        CUT,
        TOO_LONG
    }

    /**
     * A body.
     *
     * @param text decoded as UTF-8; bytes that are none show as U+FFFD, since an answer is worth more than its odd letter
     * @param length how many bytes arrived
     */
    record Received(String text, int length, End end) {}

    private final long limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<Received> result = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    BoundedBody(long limit) {
        this.limit = limit;
    }

    @Override
    public CompletionStage<Received> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> items) {
        for (ByteBuffer item : items) {
            if (result.isDone()) {
                return;
            }
            if (bytes.size() + (long) item.remaining() > limit) {
                end(End.TOO_LONG);
                if (subscription != null) {
                    subscription.cancel();
                }
                return;
            }
            byte[] chunk = new byte[item.remaining()];
            item.get(chunk);
            bytes.writeBytes(chunk);
        }
    }

    @Override
    public void onError(Throwable problem) {
        end(End.CUT);
    }

    @Override
    public void onComplete() {
        end(End.WHOLE);
    }

    private void end(End end) {
        result.complete(new Received(bytes.toString(StandardCharsets.UTF_8), bytes.size(), end));
    }
}
