package dev.hone.assembly.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.assembly.geometry.Frames;
import dev.hone.learn.Snapshot;
import dev.hone.learn.geometry.Pose;
import dev.hone.mujoco.UnstableSimulationException;
import org.junit.jupiter.api.Test;

class WorkcellTest {
    private static Workcell peg() {
        Workcell cell = new Workcell(PegModel.heldScene(0.004, 0.0085, 0.0055), 0.004);
        cell.fix(cell.body(PegModel.HOLE), Pose.at(0.4, 0, 0));
        cell.placeHand(Frames.down(0.5, 0.1, 0.2, 0));
        cell.settled();
        return cell;
    }

    @Test
    void the_hand_holds_its_weight_and_stays_where_it_is_commanded() {
        try (Workcell cell = peg()) {
            Pose before = cell.handPose();
            for (int i = 0; i < 20; i++) {
                cell.control();
            }
            assertEquals(0, before.distance(cell.handPose()), 1e-9);
        }
    }

    @Test
    void the_hand_follows_a_centimetre_within_a_control_step_and_is_late_by_a_fraction_of_a_millimetre() {
        try (Workcell cell = peg()) {
            Pose from = cell.handPose();
            for (int i = 1; i <= 15; i++) {
                cell.aim(from.moved(0, -0.01 * i, 0));
                cell.control();
                double late = cell.handPose().y() - (from.y() - 0.01 * i);
                assertTrue(Math.abs(late) > 1e-6 && Math.abs(late) < 5e-4, late + " m");
            }
        }
    }

    @Test
    void the_hand_pushes_with_forty_newtons_at_most() {
        try (Workcell cell = new Workcell(LegModel.scene(1.0 / 300), 1.0 / 300)) {
            cell.place(cell.body(LegModel.TOP), Pose.at(0.5, 0.3, 0.2));
            cell.place(cell.body(LegModel.LEG), Pose.at(0.5, 0, 0.2));
            cell.hand().open(-1);
            cell.placeHand(Frames.down(0.4, -0.3, 0.05, 0));
            cell.settled();
            cell.aim(Frames.down(0.4, -0.3, -2, 0));
            for (int i = 0; i < 20; i++) {
                cell.control();
            }
            // on the pads' lower faces: nothing gives way by more than a fraction of a millimetre
            assertEquals(0.009, cell.handPose().z(), 0.0005);
        }
    }

    @Test
    void the_jaws_close_and_open_on_command() {
        try (Workcell cell = new Workcell(LegModel.scene(1.0 / 300), 1.0 / 300)) {
            cell.place(cell.body(LegModel.TOP), Pose.at(0.5, 0.3, 0.2));
            cell.place(cell.body(LegModel.LEG), Pose.at(0.5, 0, 0.2));
            cell.hand().open(0.065);
            cell.placeHand(Frames.down(0.4, -0.3, 0.2, 0));
            cell.settled();
            assertEquals(0.065, cell.hand().width(), 1e-9);
            cell.hand().open(-1);
            for (int i = 0; i < 5; i++) {
                cell.control();
            }
            assertEquals(0, cell.hand().width(), 0.001);
            cell.hand().open(0.065);
            for (int i = 0; i < 5; i++) {
                cell.control();
            }
            assertEquals(0.065, cell.hand().width(), 0.001);
        }
    }

    @Test
    void a_push_acts_for_its_time_and_ends() {
        try (Workcell cell = peg()) {
            cell.push(cell.handBody(), 4, 5, 0, 0, 0, 0, 0);
            cell.control();
            double moved = cell.handPose().x() - 0.5;
            assertTrue(moved > 2e-5, moved + " m");
            for (int i = 0; i < 10; i++) {
                cell.control();
            }
            assertEquals(0.5, cell.handPose().x(), 1e-6);
        }
    }

    @Test
    void a_bad_force_is_a_typed_error_and_a_saved_state_mends_it() {
        try (Workcell cell = peg()) {
            Snapshot.Writer to = Snapshot.writer();
            cell.save(to);
            Snapshot saved = to.done();
            cell.force(cell.handBody(), Double.NaN, 0, 0, 0, 0, 0);
            assertThrows(UnstableSimulationException.class, cell::control);
            Snapshot.Reader from = saved.reader();
            cell.restore(from);
            from.end();
            cell.control();
            assertEquals(0.5, cell.handPose().x(), 1e-9);
        }
    }

    @Test
    void a_leg_that_rocks_in_the_thread_comes_to_rest() {
        try (Workcell cell = new Workcell(LegModel.scene(1.0 / 300), 1.0 / 300)) {
            int top = cell.body(LegModel.TOP);
            int leg = cell.body(LegModel.LEG);
            Pose table = Frames.robot(Pose.euler(0, 0.24, -0.0156, -Math.PI / 2, 0, Math.PI));
            double[] hole = LegModel.holes()[1];
            cell.fix(cell.body("rails"), Pose.at(2, 0, 0));
            cell.placeHand(Frames.down(0.4, -0.3, 0.3, 0));
            cell.place(top, table);
            cell.place(leg, table.times(Pose.at(hole[0], LegModel.SEAT + 0.0155, hole[1])));
            cell.settled();
            cell.control();
            assertTrue(cell.band().orElseThrow().engaged());
            cell.push(leg, 10, 0.3, 0, 0, 0, 0, 0);
            cell.control();
            for (int i = 0; i < 15; i++) {
                cell.control();
            }
            Pose before = cell.pose(leg);
            cell.control();
            assertEquals(0, before.distance(cell.pose(leg)), 2e-4);
            assertTrue(cell.band().orElseThrow().engaged());
        }
    }

    @Test
    void a_leg_lifted_out_of_the_bore_is_let_go() {
        try (Workcell cell = new Workcell(LegModel.scene(1.0 / 300), 1.0 / 300)) {
            ScrewBand band = cell.band().orElseThrow();
            assertFalse(band.engaged());
            Pose table = Frames.robot(Pose.euler(0, 0.24, -0.0156, -Math.PI / 2, 0, Math.PI));
            double[] hole = LegModel.holes()[2];
            cell.fix(cell.body("rails"), Pose.at(2, 0, 0));
            cell.placeHand(Frames.down(0.4, -0.3, 0.3, 0));
            cell.place(cell.body(LegModel.TOP), table);
            cell.place(cell.body(LegModel.LEG), table.times(Pose.at(hole[0], LegModel.SEAT + 0.0155, hole[1])));
            cell.settled();
            cell.control();
            assertTrue(band.engaged());
            assertEquals(2, band.hole());
            cell.force(cell.body(LegModel.LEG), 0, 0, 2, 0, 0, 0);
            for (int i = 0; i < 5; i++) {
                cell.control();
            }
            assertFalse(band.engaged());
        }
    }
}
