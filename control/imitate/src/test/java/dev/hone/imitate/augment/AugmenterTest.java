package dev.hone.imitate.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.episodes.Episode;
import dev.hone.imitate.FakeArm;
import dev.hone.imitate.FakeTask;
import dev.hone.imitate.Layout;
import dev.hone.imitate.Segment;
import dev.hone.imitate.Trial;
import dev.hone.learn.Restorable;
import dev.hone.learn.Step;
import dev.hone.learn.geometry.Pose;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** The rules of section 5, each with a test that a version without it fails; in a simulator that nobody here knows. */
class AugmenterTest {
    private static final Layout LAYOUT = FakeArm.LAYOUT;
    private static final FakeTask FIRM = new FakeTask(4);
    private static final Episode DEMONSTRATION = FIRM.demonstration();
    private static final Stretch GRASP = Stretch.of(DEMONSTRATION, FakeTask.GRASP, LAYOUT);
    private static final BackOff AWAY = new BackOff(3, 0.2, 0.1, 0.05, Pose.turned(0, 0, 1.2));

    private static Optional<Episode> attempt(FakeTask task, AugmentationRules rules, Stretch stretch, BackOff backOff) {
        return new Augmenter(task, task.open(), rules).attempt(stretch, backOff);
    }

    private static Episode segment(BackOff backOff) {
        return attempt(FIRM, AugmentationRules.PUBLISHED, GRASP, backOff).orElseThrow();
    }

    private static Pose hand(Episode episode, int frame) {
        return LAYOUT.handPose(episode.frames().get(frame).state());
    }

    private static int returned(Episode segment) {
        return segment.milestones().getOrDefault(Segment.RETURNED, -1);
    }

    private static Pose bottleneck() {
        return hand(DEMONSTRATION, FakeTask.GRASP);
    }

    @Test
    void only_the_way_back_and_what_follows_is_kept() {
        Episode segment = segment(AWAY);
        double far = hand(segment, 0).distance(bottleneck());
        assertTrue(far > 0.2, "it begins " + far + " m away");
        double last = far;
        for (int i = 1; i < returned(segment); i++) {
            double now = hand(segment, i).distance(bottleneck());
            assertTrue(now <= last + 1e-3, "at frame " + i + " the hand leaves");
            last = now;
        }
    }

    @Test
    void the_ablation_also_keeps_the_way_out() {
        Episode whole = attempt(FIRM, AugmentationRules.PUBLISHED.keepingOutward(), GRASP, AWAY)
                .orElseThrow();
        assertTrue(hand(whole, 0).distance(bottleneck()) < 0.03);
        assertTrue(whole.length() > segment(AWAY).length() + 10);
    }

    @Test
    void the_hand_turns_far_away_and_then_comes_straight() {
        Episode segment = segment(AWAY);
        int returned = returned(segment);
        for (int i = 0; i < returned; i++) {
            double turn = hand(segment, i).turnTo(bottleneck());
            double way = hand(segment, i).distance(bottleneck());
            assertTrue(turn < 0.1 || way > 0.2, "turned by " + turn + " at only " + way + " m");
        }
        assertTrue(hand(segment, 0).turnTo(bottleneck()) > 1, "it doesn't begin turned");
    }

    /** The ceiling stops the hand on its way out, so that the commands' reverse would end far from where it began. */
    @Test
    void the_way_back_goes_through_the_poses_that_were_really_reached() {
        Episode segment = segment(new BackOff(9, 0.05, 0, 0.3, Pose.IDENTITY));
        int returned = returned(segment);
        assertEquals(0, hand(segment, returned).distance(bottleneck()), 0.0015);
        assertEquals(FakeArm.CEILING, hand(segment, 0).z(), 1e-3);
        for (int i = 0; i < returned; i++) {
            Pose asked = LAYOUT.target(segment.frames().get(i).action());
            assertTrue(asked.z() <= FakeArm.CEILING + 1e-6, "asked for " + asked.z() + ", where it never was");
        }
    }

    @Test
    void the_hand_does_not_leave_the_workspace() {
        Episode segment = segment(new BackOff(0, 0.6, 1.4, 0.1, Pose.IDENTITY));
        assertEquals(1, hand(segment, 0).y(), 1e-3, "the end of the actions' range");
        assertTrue(hand(segment, 0).x() > 0.6);
    }

    @Test
    void what_is_recorded_as_done_starts_from_the_pose_that_the_hand_really_has() {
        Episode segment = segment(AWAY);
        for (int i = 0; i < segment.length(); i++) {
            Pose asked = LAYOUT.target(segment.frames().get(i).action());
            assertTrue(hand(segment, i).distance(asked) <= 0.025 + 1e-6, "frame " + i);
            assertTrue(hand(segment, i).turnTo(asked) <= 0.35 + 1e-3, "frame " + i);
        }
    }

    @Test
    void the_gripper_stays_as_it_was_at_the_bottleneck_until_the_demonstration_goes_on() {
        Stretch carrying = Stretch.of(DEMONSTRATION, 27, LAYOUT);
        Episode segment =
                attempt(FIRM, AugmentationRules.PUBLISHED, carrying, AWAY).orElseThrow();
        int returned = returned(segment);
        for (int i = 0; i < returned; i++) {
            assertEquals(1, segment.frames().get(i).action()[LAYOUT.gripper()], "it lets go at frame " + i);
        }
        assertEquals(1, segment.frames().get(returned).action()[LAYOUT.gripper()]);
        assertEquals(-1, segment.frames().get(segment.length() - 1).action()[LAYOUT.gripper()]);
    }

    @Test
    void a_part_that_ends_elsewhere_is_not_accepted() {
        FakeTask slippery = new FakeTask(0.5); // drops what it carries when it turns
        Episode demonstration = slippery.demonstration();
        Stretch carrying = Stretch.of(demonstration, 27, LAYOUT);
        assertEquals(Optional.empty(), attempt(slippery, AugmentationRules.PUBLISHED, carrying, AWAY));
        assertTrue(attempt(slippery, AugmentationRules.PUBLISHED.unfiltered(), carrying, AWAY)
                .isPresent());
        assertTrue(attempt(slippery, AugmentationRules.PUBLISHED, carrying, new BackOff(0, 0.1, 0, 0.05, Pose.IDENTITY))
                .isPresent());
    }

    /** Where the part was dropped shows 30 steps after the next command of the gripper; at the bottleneck all is well. */
    @Test
    void it_is_checked_30_steps_after_the_next_change_of_the_gripper_or_at_the_end() {
        assertEquals(FakeTask.CLOSES + 30, GRASP.check());
        assertEquals(
                FakeTask.OPENS + 30,
                Stretch.of(DEMONSTRATION, FakeTask.CLOSES, LAYOUT).check());
        assertEquals(
                FakeTask.LENGTH - 1,
                Stretch.of(DEMONSTRATION, FakeTask.OPENS + 1, LAYOUT).check());
        Episode segment = segment(AWAY);
        assertEquals(FakeTask.CLOSES + 30 - FakeTask.GRASP, segment.length() - returned(segment));
    }

    @Test
    void what_goes_wrong_only_after_the_gripper_changed_is_not_accepted_either() {
        Trial jammed = new Altered(FIRM.open()) {
            @Override
            public boolean step(float[] action, Step step) {
                float[] open = action.clone();
                open[LAYOUT.gripper()] = -1;
                return super.step(open, step);
            }
        };
        assertEquals(Optional.empty(), new Augmenter(FIRM, jammed, AugmentationRules.PUBLISHED).attempt(GRASP, AWAY));
        assertTrue(new Augmenter(FIRM, jammed, AugmentationRules.PUBLISHED.unfiltered())
                .attempt(GRASP, AWAY)
                .isPresent());
    }

    @Test
    void what_goes_to_the_end_has_the_last_action_too() {
        Stretch last = Stretch.of(DEMONSTRATION, FakeTask.OPENS + 1, LAYOUT);
        Episode segment = attempt(FIRM, AugmentationRules.PUBLISHED, last, AWAY).orElseThrow();
        assertEquals(FakeTask.LENGTH - FakeTask.OPENS - 1, segment.length() - returned(segment));
    }

    @Test
    void the_hand_stays_for_two_steps_as_it_was_before_it_leaves_so_that_contact_settles() {
        List<float[]> commands = new ArrayList<>();
        Stretch carrying = Stretch.of(DEMONSTRATION, 27, LAYOUT);
        new Augmenter(FIRM, watched(commands, Integer.MAX_VALUE), AugmentationRules.PUBLISHED).attempt(carrying, AWAY);
        Pose there = hand(DEMONSTRATION, 27);
        for (int i = 0; i < 2; i++) {
            assertEquals(0, LAYOUT.target(commands.get(i)).distance(there), 1e-3, "it leaves at step " + i);
            assertEquals(1, commands.get(i)[LAYOUT.gripper()], "it lets go at step " + i);
        }
        assertTrue(LAYOUT.target(commands.get(2)).distance(there) > 0.01, "it stays too long");
    }

    @Test
    void an_attempt_in_which_the_physics_went_wrong_is_void_whatever_the_rules() {
        List<float[]> commands = new ArrayList<>();
        AugmentationRules unfiltered = AugmentationRules.PUBLISHED.unfiltered();
        new Augmenter(FIRM, watched(commands, Integer.MAX_VALUE), unfiltered).attempt(GRASP, AWAY);
        Trial breaking = watched(new ArrayList<>(), commands.size() - 5);
        assertEquals(Optional.empty(), new Augmenter(FIRM, breaking, unfiltered).attempt(GRASP, AWAY));
    }

    /** Keeps the commands; its physics goes wrong at one of them. */
    private static Trial watched(List<float[]> commands, int breaksAt) {
        return new Altered(FIRM.open()) {
            @Override
            public boolean step(float[] action, Step step) {
                commands.add(action.clone());
                return super.step(action, step) && commands.size() != breaksAt;
            }
        };
    }

    /** Another trial, whose steps may be altered. */
    private static class Altered implements Trial {
        private final Trial trial;

        Altered(Trial trial) {
            this.trial = trial;
        }

        @Override
        public Restorable environment() {
            return trial.environment();
        }

        @Override
        public void begin() {
            trial.begin();
        }

        @Override
        public boolean step(float[] action, Step step) {
            return trial.step(action, step);
        }

        @Override
        public SortedMap<String, Integer> milestones() {
            return trial.milestones();
        }

        @Override
        public void close() {
            trial.close();
        }
    }

    @Test
    void a_segment_says_nothing_of_success_and_is_told_from_an_episode() {
        Episode segment = segment(AWAY);
        assertEquals(Optional.empty(), segment.success());
        assertTrue(Segment.is(segment));
        assertTrue(!Segment.is(DEMONSTRATION));
    }

    @Test
    void demonstrations_without_the_simulators_state_are_refused() {
        Episode.Recorder recorder = new Episode.Recorder("carry");
        DEMONSTRATION
                .frames()
                .forEach(frame -> recorder.add(
                        new Episode.Frame(frame.state(), frame.action(), Optional.empty(), Optional.empty())));
        Episode blind = recorder.done(Optional.of(true), Map.of("taken", 11));
        HoneException e = assertThrows(
                HoneException.class,
                () -> new Augmentation(
                        FIRM, FIRM.bottlenecks(), List.of(blind), AugmentationRules.PUBLISHED, Seeds.of(1)));
        assertTrue(e.getMessage().contains("no simulator states"), e.getMessage());
    }
}
