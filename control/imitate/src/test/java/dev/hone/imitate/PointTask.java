package dev.hone.imitate;

import dev.hone.core.Seeds;
import dev.hone.episodes.Description;
import dev.hone.episodes.Episode;
import dev.hone.episodes.Feature;
import dev.hone.episodes.parquet.Kind;
import dev.hone.learn.RandomStream;
import dev.hone.learn.Restorable;
import dev.hone.learn.Snapshot;
import dev.hone.learn.Space;
import dev.hone.learn.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A point on a line that is to come to 0 within so many steps. */
public record PointTask(int limit) implements ImitationTask {
    /** Ten steps. */
    public PointTask() {
        this(10);
    }

    @Override
    public String name() {
        return "point";
    }

    @Override
    public String words() {
        return "go to the middle";
    }

    @Override
    public Description description() {
        return new Description(
                "point", 10, Feature.of("state", Kind.FLOAT32, 1), Feature.of("action", Kind.FLOAT32, 1));
    }

    @Override
    public Space observations() {
        return new Point(limit).observations();
    }

    @Override
    public Space actions() {
        return new Point(limit).actions();
    }

    @Override
    public Space.Box observationRanges() {
        return Space.Box.of(1, -2, 2);
    }

    @Override
    public Space.Box actionRanges() {
        return Space.Box.of(1, -1, 1);
    }

    @Override
    public Optional<Layout> layout() {
        return Optional.empty(); // a point has no hand
    }

    @Override
    public List<Bottleneck> bottlenecks() {
        return List.of();
    }

    @Override
    public Trial open() {
        return new PointTrial(new Point(limit));
    }

    @Override
    public Trial openUnlimited() {
        return open();
    }

    @Override
    public void demonstrate(int count, Seeds seeds, Consumer<Episode> each) {
        Point point = new Point(limit);
        Step step = new Step(point.observations());
        for (int i = 0; i < count; i++) {
            point.reset(seeds.child(i).asLong(), step.observation());
            step.set(0, false, false);
            Episode.Recorder recorder = new Episode.Recorder(words());
            while (!step.ended()) {
                float[] seen = step.observation().clone();
                float[] action = {-0.2f * seen[0]};
                Snapshot before = point.snapshot();
                point.step(action, step);
                recorder.add(new Episode.Frame(seen, action, Optional.of((float) step.reward()), Optional.of(before)));
            }
            each.accept(recorder.done(Optional.of(step.terminated()), Map.of("moved", 1)));
        }
    }

    private record PointTrial(Point point) implements Trial {
        @Override
        public Restorable environment() {
            return point;
        }

        @Override
        public void begin() {}

        @Override
        public boolean step(float[] action, Step step) {
            point.step(action, step);
            return true;
        }

        @Override
        public SortedMap<String, Integer> milestones() {
            SortedMap<String, Integer> reached = new TreeMap<>();
            if (point.time > 0) {
                reached.put("moved", 1);
            }
            return reached;
        }

        @Override
        public void close() {}
    }

    private static final class Point implements Restorable {
        private final int limit;
        private double place;
        private int time;

        Point(int limit) {
            this.limit = limit;
        }

        @Override
        public String name() {
            return "point";
        }

        @Override
        public Space observations() {
            return Space.Box.of(1, -2, 2);
        }

        @Override
        public Space actions() {
            return Space.Box.of(1, -1, 1);
        }

        @Override
        public void reset(long seed, float[] observation) {
            place = new RandomStream(seed).uniform(-1, 1);
            time = 0;
            observation[0] = (float) place;
        }

        @Override
        public void step(float[] action, Step step) {
            place = Math.clamp(place + action[0], -2, 2);
            time++;
            step.observation()[0] = (float) place;
            boolean there = Math.abs(place) < 0.05;
            step.set(there ? 1 : 0, there, time == limit);
        }

        @Override
        public Snapshot snapshot() {
            return Snapshot.writer().put(place).put((long) time).done();
        }

        @Override
        public void restore(Snapshot snapshot) {
            Snapshot.Reader from = snapshot.reader();
            place = from.nextDouble();
            time = (int) from.nextLong();
        }
    }
}
