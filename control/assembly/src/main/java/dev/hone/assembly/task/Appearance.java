package dev.hone.assembly.task;

import dev.hone.assembly.camera.Mesh;
import dev.hone.assembly.camera.Viewpoint;
import dev.hone.assembly.camera.Visual;
import dev.hone.assembly.cell.HandModel;
import dev.hone.assembly.cell.LegModel;
import dev.hone.assembly.cell.PegModel;
import dev.hone.assembly.cell.Shape;
import dev.hone.learn.geometry.Pose;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a task's bodies look like, which is not what they collide as: a bore is a dark disc instead of a ring of boxes, the
 * hand has a wrist, a leg has a stripe by which one sees it turn.
 *
 * @param parts shapes of the parts, in their own frames, numbered as {@link Task#parts}
 * @param others shapes of everything else that moves or is put somewhere, by the body's name
 * @param front where the front camera stands, in the robot's frame
 */
record Appearance(List<List<Visual>> parts, Map<String, List<Visual>> others, Viewpoint front) {
    private static final int WOOD = 0xA48C6C;
    private static final int WHITE = 0xEDE6D6;
    private static final int ORANGE = 0xD9602F;
    private static final int BROWN = 0x6B2A12;
    private static final int STEEL = 0x9AA0A6;
    private static final int DARK = 0x23262B;
    private static final int BLUE = 0x3C6FB4;
    private static final int YELLOW = 0xE2B33B;
    private static final int SLATE = 0x43525F;
    private static final int LIGHT = 0xDDE3E8;
    private static final int GREEN = 0x4F9A5B;

    private static final double PAINT = 0.0004; // over the surface that it is painted on
    private static final int ROUND = 16; // sides

    /** From z to y. */
    private static final Pose UPRIGHT = Pose.turned(-Math.PI / 2, 0, 0);

    /** What everything stands on, in the robot's frame. */
    static final Visual TABLE = Visual.flat(Mesh.sheet(1, 1), Pose.at(0.2, 0, 0), WOOD);

    static Appearance of(Task task) {
        return switch (task) {
            case PegTask _ -> pegs(held());
            case GraspPegTask _ -> pegs(gripper());
            case OneLegTask _ -> leg();
        };
    }

    private static Appearance pegs(Map<String, List<Visual>> hand) {
        List<Visual> block = PegModel.block(PegModel.HALF_X + 0.0005, PegModel.HALF_Y + 0.0005).stream()
                .map(wall -> solid(wall, YELLOW))
                .toList();
        return new Appearance(
                List.of(block, List.of(solid(PegModel.peg(), BLUE))), hand, front(0.70, 0.27, 0.41, 0.055, 46));
    }

    private static Appearance leg() {
        Map<String, List<Visual>> others = gripper();
        others.put(
                LegModel.RAILS,
                LegModel.rails().stream().map(rail -> solid(rail, SLATE)).toList());
        return new Appearance(List.of(top(), oneLeg()), others, front(1.02, 0.46, 0.52, 0.02, 50));
    }

    private static List<Visual> top() {
        List<Visual> shapes = new ArrayList<>();
        shapes.add(solid(Shape.box(Pose.IDENTITY, LegModel.TOP_WIDTH, LegModel.TOP_HALF, LegModel.TOP_WIDTH), WHITE));
        for (double[] hole : LegModel.holes()) {
            Pose place = Pose.at(hole[0], LegModel.TOP_HALF + PAINT, hole[1]).times(UPRIGHT);
            shapes.add(Visual.flat(Mesh.disc(LegModel.BORE, ROUND), place, DARK));
        }
        return shapes;
    }

    private static List<Visual> oneLeg() {
        double stud = -LegModel.LEG_HALF - LegModel.STUD_LENGTH / 2;
        return List.of(
                solid(Shape.box(Pose.IDENTITY, LegModel.LEG_WIDTH, LegModel.LEG_HALF, LegModel.LEG_WIDTH), ORANGE),
                Visual.flat(
                        Mesh.sheet(LegModel.LEG_WIDTH / 3, LegModel.LEG_HALF),
                        Pose.at(0, 0, LegModel.LEG_WIDTH + PAINT),
                        BROWN),
                Visual.solid(
                        Mesh.cylinder(LegModel.STUD, LegModel.STUD_LENGTH / 2, ROUND),
                        Pose.at(0, stud, 0).times(UPRIGHT),
                        STEEL));
    }

    private static Map<String, List<Visual>> gripper() {
        Map<String, List<Visual>> hand = new LinkedHashMap<>();
        hand.put(HandModel.NAME, palm());
        hand.put(HandModel.LEFT, finger(1, Pose.IDENTITY));
        hand.put(HandModel.RIGHT, finger(-1, Pose.IDENTITY));
        return hand;
    }

    /** A hand whose fingers stay where they hold a peg. */
    private static Map<String, List<Visual>> held() {
        List<Visual> hand = new ArrayList<>(palm());
        hand.addAll(finger(1, Pose.at(0, PegModel.HALF_Y, 0)));
        hand.addAll(finger(-1, Pose.at(0, -PegModel.HALF_Y, 0)));
        Map<String, List<Visual>> all = new LinkedHashMap<>();
        all.put(HandModel.NAME, hand);
        return all;
    }

    private static List<Visual> palm() {
        return List.of(
                solid(HandModel.palm(), LIGHT),
                Visual.solid(Mesh.cone(0.024, 0.034, 0.012, ROUND), Pose.at(0, 0, -0.094), STEEL),
                Visual.solid(Mesh.cylinder(0.024, 0.05, ROUND), Pose.at(0, 0, -0.156), LIGHT));
    }

    private static List<Visual> finger(int side, Pose place) {
        List<Shape> pieces = HandModel.finger(side);
        return List.of(
                solid(
                        new Shape(
                                pieces.getFirst().solid(),
                                place.times(pieces.getFirst().pose())),
                        GREEN),
                solid(
                        new Shape(
                                pieces.getLast().solid(),
                                place.times(pieces.getLast().pose())),
                        DARK));
    }

    private static Viewpoint front(double x, double z, double atX, double atZ, double degrees) {
        return Viewpoint.looking(new double[] {x, 0, z}, new double[] {atX, 0, atZ}, Math.toRadians(degrees));
    }

    private static Visual solid(Shape shape, int colour) {
        return Visual.solid(mesh(shape.solid()), shape.pose(), colour);
    }

    private static Mesh mesh(Shape.Solid solid) {
        return switch (solid) {
            case Shape.Box(double hx, double hy, double hz) -> Mesh.box(hx, hy, hz);
            case Shape.Cylinder(double radius, double half) -> Mesh.cylinder(radius, half, ROUND);
            case Shape.Sphere(double radius) -> Mesh.sphere(radius, ROUND);
        };
    }
}
