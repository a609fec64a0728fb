package dev.hone.assembly.cell;

import dev.hone.learn.geometry.Pose;
import java.util.List;

/**
 * The 16 mm rectangular peg of the factory set and a block with its hole (as in FurnitureBench, Heo and others 2023). The peg's
 * frame sits at its tip with z along the peg, the block's at its bottom with z up, so that a peg that touches the table
 * through the hole has the block's pose.
 */
public final class PegModel {
    public static final String HOLE = "hole";
    public static final String PEG = "peg";
    /** Half extents of the peg in metres. */
    public static final double HALF_X = 0.008;

    public static final double HALF_Y = 0.005;
    public static final double HALF_LENGTH = 0.025;

    private static final double BLOCK = 0.0125;
    private static final double BLOCK_HALF_HEIGHT = 0.0045;

    /** Height of the block's rim above the table in metres. */
    public static final double RIM = 2 * BLOCK_HALF_HEIGHT;

    private PegModel() {}

    /** The peg in its own frame. */
    public static Shape peg() {
        return Shape.box(Pose.at(0, 0, HALF_LENGTH), HALF_X, HALF_Y, HALF_LENGTH);
    }

    /** The block's four walls in its frame, for a hole of these half widths in metres. */
    public static List<Shape> block(double halfX, double halfY) {
        if (!(halfX > HALF_X && halfX < BLOCK && halfY > HALF_Y && halfY < BLOCK)) {
            throw new IllegalArgumentException("a hole of half widths " + halfX + " and " + halfY + " m");
        }
        double wideX = (BLOCK - halfX) / 2;
        double wideY = (BLOCK - halfY) / 2;
        double h = BLOCK_HALF_HEIGHT;
        return List.of(
                Shape.box(Pose.at(halfX + wideX, 0, h), wideX, BLOCK, h),
                Shape.box(Pose.at(-halfX - wideX, 0, h), wideX, BLOCK, h),
                Shape.box(Pose.at(0, halfY + wideY, h), halfX, wideY, h),
                Shape.box(Pose.at(0, -halfY - wideY, h), halfX, wideY, h));
    }

    private static void addBlock(SceneText scene, double halfX, double halfY) {
        scene.open(HOLE);
        block(halfX, halfY).forEach(wall -> scene.geom(wall, Contact.BLOCK));
        scene.close();
    }

    /** A peg that is part of the hand, and the block. */
    public static String heldScene(double timeStep, double halfX, double halfY) {
        SceneText scene = new SceneText(timeStep);
        addBlock(scene, halfX, halfY);
        // the pose is written at every reset; this one only keeps the engine from taking it for the body's own
        HandModel.addHolding(scene, new Shape(peg().solid(), Pose.euler(0, 0, 0.01, Math.PI, 0.1, 0)), Contact.STUD);
        return scene.done();
    }

    /** A loose peg, the block, and a hand with fingers. */
    public static String looseScene(double timeStep, double halfX, double halfY) {
        SceneText scene = new SceneText(timeStep);
        addBlock(scene, halfX, halfY);
        scene.openFree(PEG, 0.01, new double[] {0, 0, HALF_LENGTH}, new double[] {4e-6, 4e-6, 1e-6})
                .geom(peg(), Contact.PEG)
                .close();
        HandModel.addGripper(scene);
        return scene.done();
    }
}
