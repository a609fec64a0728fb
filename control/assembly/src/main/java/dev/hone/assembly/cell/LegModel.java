package dev.hone.assembly.cell;

import dev.hone.learn.geometry.Pose;
import java.util.ArrayList;
import java.util.List;

/**
 * The square table's top and one of its legs (as in FurnitureBench, Heo and others 2023), in their own frames: y is the top's
 * normal, holes on its +y side, and the leg's length, stud at -y. The stud is a smooth cylinder as wide as its ridges; the thread
 * itself is {@link ScrewBand}.
 */
public final class LegModel {
    public static final String TOP = "top";
    public static final String LEG = "leg";
    public static final String RAILS = "rails";
    /** Half thickness of the top. */
    public static final double TOP_HALF = 0.015625;
    /** Half width of the top. */
    public static final double TOP_WIDTH = 0.08125;
    /** The bores' distance from the top's middle along x and z. */
    public static final double HOLE = 0.05625;
    /** Half length of the leg's body. */
    public static final double LEG_HALF = 0.03125;
    /** Half width of the leg's body. */
    public static final double LEG_WIDTH = 0.015;
    /** Height of a seated leg's origin over the top's. */
    public static final double SEAT = TOP_HALF + LEG_HALF;

    /** Radius of a bore. */
    public static final double BORE = 0.0125;
    /** Radius and length of the leg's stud. */
    public static final double STUD = 0.012;

    public static final double STUD_LENGTH = 0.025;

    static final double BALL_RADIUS = 0.002;
    static final double PLATE_HALF = 0.03;

    private static final double BORE_BOTTOM = -0.009375;
    private static final double RING = 0.021;
    private static final double TIP = 0.0112;
    private static final int WALLS = 8;

    private LegModel() {}

    /** The bores' centres in the top's frame, four pairs of x and z. */
    public static double[][] holes() {
        return new double[][] {{HOLE, HOLE}, {-HOLE, HOLE}, {-HOLE, -HOLE}, {HOLE, -HOLE}};
    }

    /** The walls of one bore: boxes in a ring whose inner faces touch the bore's circle. */
    static List<Shape> ring(double x, double z) {
        double half = (RING - BORE) / 2;
        double middle = BORE + half;
        double across = RING * Math.tan(Math.PI / WALLS);
        double height = (TOP_HALF - BORE_BOTTOM) / 2;
        List<Shape> walls = new ArrayList<>();
        for (int i = 0; i < WALLS; i++) {
            double a = 2 * Math.PI * i / WALLS;
            Pose place = Pose.at(x + middle * Math.cos(a), BORE_BOTTOM + height, z + middle * Math.sin(a));
            walls.add(Shape.box(place.times(Pose.turned(0, -a, 0)), half, height, across));
        }
        return walls;
    }

    /** The three rails: front, +y side, -y side; their frame is the front rail's centre, axes as the robot's. */
    public static List<Shape> rails() {
        return List.of(
                Shape.box(Pose.IDENTITY, 0.01, 0.175, 0.015),
                Shape.box(Pose.at(-0.075, 0.175, 0), 0.085, 0.01, 0.015),
                Shape.box(Pose.at(-0.075, -0.175, 0), 0.085, 0.01, 0.015));
    }

    /** Top, one leg, rails, and a hand with fingers. */
    public static String scene(double timeStep) {
        SceneText scene = new SceneText(timeStep);
        scene.open(RAILS);
        rails().forEach(rail -> scene.geom(rail, Contact.WORLD));
        scene.close();
        addTop(scene);
        addLeg(scene);
        HandModel.addGripper(scene);
        return scene.done();
    }

    private static void addTop(SceneText scene) {
        scene.openFree(TOP, 0.151, new double[3], new double[] {3.5e-4, 6.5e-4, 3.5e-4})
                .geom(Shape.box(Pose.IDENTITY, TOP_WIDTH, TOP_HALF, TOP_WIDTH), Contact.SKIN);
        for (double[] hole : holes()) {
            ring(hole[0], hole[1]).forEach(wall -> scene.geom(wall, Contact.RING));
        }
        // thick, so that nothing passes through within a step; they only meet the ball at the leg's origin
        Shape plate = Shape.box(Pose.at(0, -ScrewBand.PARKED, 0), 0.06, PLATE_HALF, 0.06);
        scene.geom(plate, Contact.PLATE, "name=\"lower\" condim=\"1\"")
                .geom(
                        new Shape(plate.solid(), Pose.at(0, ScrewBand.PARKED, 0)),
                        Contact.PLATE,
                        "name=\"upper\" condim=\"1\"")
                .close();
    }

    private static void addLeg(SceneText scene) {
        Pose upright = Pose.turned(Math.PI / 2, 0, 0); // a cylinder's z along the leg
        double middle = -LEG_HALF - STUD_LENGTH / 2;
        scene.openFree(LEG, 0.0231, new double[] {0, -0.005, 0}, new double[] {1.4e-5, 3.4e-6, 1.4e-5})
                .geom(Shape.box(Pose.IDENTITY, LEG_WIDTH, LEG_HALF, LEG_WIDTH), Contact.PART)
                .geom(
                        Shape.cylinder(Pose.at(0, middle + 0.001, 0).times(upright), STUD, STUD_LENGTH / 2 - 0.001),
                        Contact.STUD,
                        "class=\"stud\"")
                .geom( // the lead-in: narrower, and it reaches 2 mm further
                        Shape.cylinder(Pose.at(0, middle, 0).times(upright), TIP, STUD_LENGTH / 2),
                        Contact.STUD,
                        "class=\"stud\"")
                .geom(Shape.sphere(Pose.IDENTITY, BALL_RADIUS), Contact.BALL, "condim=\"1\" mass=\"0\"")
                .close();
    }
}
