package dev.hone.assembly.cell;
import dev.hone.assembly.geometry.Pose;
import java.util.Locale;
public final class Probe {
  static void p(String f, Object... a) { System.out.printf(Locale.ROOT, f + "%n", a); }
  static double cpu() { return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()*1e-9; }
  static Pose down(double x, double y, double z, double yaw) { return Pose.at(x, y, z).times(Pose.turned(0, 0, yaw)).times(Pose.turned(Math.PI, 0, 0)); }
  static void l0(double dt) {
    try (Workcell w = new Workcell(PegModel.heldScene(dt, .00811, .00508), dt)) {
      StringBuilder b = new StringBuilder(); int hole = w.body("hole");
      double pen = 0;
      for (double[] c : new double[][] {{0,0,0},{.05,0,0},{.1,0,0},{.15,0,0},{.25,0,0},{0,.05,0},{0,.1,0},{0,.25,0},{0,0,.3},{0,0,.5},{0,0,.7},{0,0,1},{0,0,3}}) {
        w.reset(); w.fix(hole, Pose.at(.4, 0, 0)); w.hold(Pose.euler(0, 0, .01, Math.PI, 0, 0));
        double tip = .035, x = .4 + c[0]*1e-3, y = c[1]*1e-3, yaw = Math.toRadians(c[2]);
        w.placeHand(down(x, y, tip + .011, yaw)); w.settled();
        for (int i = 0; i < 40; i++) { w.aim(down(x, y, Math.max(tip - .003, tip + .011 - .0005*i), yaw)); w.control(); pen = Math.max(pen, w.load().penetration()); }
        b.append(String.format(Locale.ROOT, " [%.2f %.2f %.1f: tip %.2f mm]", c[0], c[1], c[2], (w.handPose().z() - tip)*1e3));
      }
      p("L0 dt %s pen %.4f %s", dt, pen*1e3, b);
      double best = 0; for (int k = 0; k < 4; k++) { w.reset(); w.placeHand(down(.4, 0, .046, 0)); w.settled(); double c = cpu(); for (int i = 0; i < 1500; i++) { w.aim(down(.4 + .0003*Math.sin(i), .0003*Math.cos(i*.7), .044 - .012*((i % 40)/40.0), 0)); w.control(); } best = Math.max(best, 1500/(cpu() - c)); }
      p("  speed %.0f control steps/s", best);
    }
  }
  public static void main(String[] a) { l0(.002); l0(.004); }
}
