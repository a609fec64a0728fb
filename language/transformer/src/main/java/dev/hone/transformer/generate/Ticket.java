package dev.hone.transformer.generate;

import dev.hone.lm.Completion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A request on its way through a {@link Scheduler}. The thread that decodes tells it what happens; the thread that asked
 * waits, and does what needs no decoder: it turns tokens into text and calls listeners, so a slow one holds up nobody else.
 */
final class Ticket implements Progress {
    private final TokenChoice choice;
    private final boolean listening;
    private List<News> news = new ArrayList<>();
    private Optional<Throwable> failure = Optional.empty();
    private volatile boolean cancelled;

    /** @param listening whether somebody wants to hear of every token */
    Ticket(TokenChoice choice, boolean listening) {
        this.choice = choice;
        this.listening = listening;
    }

    private record News(int sample, int token, Optional<Sequence> finished) {}

    TokenChoice choice() {
        return choice;
    }

    @Override
    public synchronized void token(int sample, int id) {
        if (listening) {
            tell(new News(sample, id, Optional.empty()));
        }
    }

    /** A sample is complete; its sequence is the waiting thread's from now on. */
    synchronized void finish(int sample, Sequence sequence) {
        tell(new News(sample, -1, Optional.of(sequence)));
    }

    /** Nothing more will come. */
    synchronized void fail(Throwable reason) {
        failure = Optional.of(reason);
        notifyAll();
    }

    /** Nobody waits any more. */
    void cancel() {
        cancelled = true;
    }

    boolean cancelled() {
        return cancelled;
    }

    /**
     * Waits for all samples.
     *
     * @throws InterruptedException if this thread is interrupted before the last has come
     */
    List<Completion> await(Progress progress) throws InterruptedException {
        Completion[] completions = new Completion[choice.samples()];
        int open = completions.length;
        while (open > 0) {
            for (News item : next()) {
                if (item.finished().isEmpty()) {
                    progress.token(item.sample(), item.token());
                    continue;
                }
                Completion completion = item.finished().get().completion();
                completions[item.sample()] = completion;
                progress.done(item.sample(), completion);
                open--;
            }
        }
        return Arrays.asList(completions);
    }

    private void tell(News item) {
        news.add(item);
        notifyAll();
    }

    private synchronized List<News> next() throws InterruptedException {
        while (news.isEmpty() && failure.isEmpty()) {
            wait();
        }
        if (failure.isPresent()) {
            switch (failure.get()) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Throwable e -> throw new IllegalStateException(e);
            }
        }
        List<News> fresh = news;
        news = new ArrayList<>();
        return fresh;
    }
}
