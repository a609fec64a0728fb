package dev.hone.imitate;

import dev.hone.core.Seeds;
import dev.hone.episodes.Description;
import dev.hone.episodes.Episode;
import dev.hone.episodes.Feature;
import dev.hone.episodes.parquet.Kind;
import dev.hone.learn.Restorable;
import dev.hone.learn.Snapshot;
import dev.hone.learn.Space;
import dev.hone.learn.Step;
import dev.hone.learn.geometry.Pose;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The task of the {@link FakeArm}: take the part, carry it away, put it down. */
public record FakeTask(double firm) implements ImitationTask {
    /** Frame at which the hand is over the part, still open. */
    public static final int GRASP = 8;
    /** Frame of the first command that closes. */
    public static final int CLOSES = 10;
    /** Frame of the first command that opens again. */
    public static final int OPENS = 30;
    /** Frames of a demonstration. */
    public static final int LENGTH = 80;

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public String words() {
        return "carry the part";
    }

    @Override
    public Description description() {
        return new Description(
                "arm", 10, Feature.of("state", Kind.FLOAT32, 17), Feature.of("action", Kind.FLOAT32, 10));
    }

    @Override
    public Space observations() {
        return new FakeArm(firm).observations();
    }

    @Override
    public Space actions() {
        return new FakeArm(firm).actions();
    }

    @Override
    public Space.Box observationRanges() {
        return Space.Box.of(17, -1, 1);
    }

    @Override
    public Space.Box actionRanges() {
        return Space.Box.of(10, -1, 1);
    }

    @Override
    public Optional<Layout> layout() {
        return Optional.of(FakeArm.LAYOUT);
    }

    @Override
    public List<Bottleneck> bottlenecks() {
        return List.of(new Bottleneck("taken", 3), new Bottleneck("put", 5));
    }

    @Override
    public Trial open() {
        FakeArm arm = new FakeArm(firm);
        return new Trial() {
            @Override
            public Restorable environment() {
                return arm;
            }

            @Override
            public void begin() {}

            @Override
            public boolean step(float[] action, Step step) {
                arm.step(action, step);
                return true;
            }

            @Override
            public SortedMap<String, Integer> milestones() {
                return new TreeMap<>();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Trial openUnlimited() {
        return open();
    }

    @Override
    public void demonstrate(int count, Seeds seeds, Consumer<Episode> each) {
        for (int i = 0; i < count; i++) {
            each.accept(demonstration());
        }
    }

    /** Over the part, down, close, up and away, down, open, up. */
    public Episode demonstration() {
        FakeArm arm = new FakeArm(firm);
        Step step = new Step(arm.observations());
        arm.reset(0, step.observation());
        Episode.Recorder recorder = new Episode.Recorder(words());
        for (int i = 0; i < LENGTH; i++) {
            float[] action = new float[Layout.POSE + 1];
            boolean closed = i >= CLOSES && i < OPENS;
            Pose target = i < 4
                    ? Pose.at(0.025 * (i + 1), 0, 0.1)
                    : i < GRASP
                            ? Pose.at(0.1, 0, 0.1 - 0.025 * (i - 3))
                            : i < 14
                                    ? Pose.at(0.1, 0, 0)
                                    : i < 20
                                            ? Pose.at(0.1, 0.02 * (i - 13), 0.01 * (i - 13))
                                            : i < 26 ? Pose.at(0.1, 0.12, 0.01 * (25 - i)) : Pose.at(0.1, 0.12, 0);
            FakeArm.LAYOUT.command(i < 34 ? target : Pose.at(0.1, 0.12, 0.1), closed ? 1 : -1, action);
            Snapshot before = arm.snapshot();
            float[] seen = step.observation().clone();
            arm.step(action, step);
            recorder.add(new Episode.Frame(seen, action, Optional.of(0f), Optional.of(before)));
        }
        return recorder.done(Optional.of(true), Map.of("taken", 11, "put", 32));
    }
}
