package dev.hone.assembly.cell;
import dev.hone.assembly.geometry.*;
import java.util.Locale;
public final class Probe2 {
  static void p(String f, Object... a) { System.out.printf(Locale.ROOT, f + "%n", a); }
  static double cpu() { return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()*1e-9; }
  static Pose TOP = Frames.robot(Pose.euler(0, .24, -.0156, -Math.PI/2, 0, Math.PI));
  static Workcell w; static int top, leg, hole = 1; static double[] c = LegModel.holes()[1]; static Pose cmd;
  static void place(double dx, double h, double yaw) { w.reset(); w.hand().open(.065); w.placeHand(Frames.down(.4, -.3, .3, 0)); w.place(top, TOP); w.place(leg, TOP.times(Pose.at(c[0] + dx, LegModel.SEAT + h, c[1])).times(Pose.turned(0, yaw, 0))); w.settled(); w.force(top, 0,0,-100,0,0,0); }
  static Pose rel() { return w.pose(top).toward(w.pose(leg)); }
  static double h() { return rel().y() - LegModel.SEAT; }
  static void run(double s) { for (int i = 0; i < Math.round(s*10); i++) w.control(); }
  static void legForce(double fz, double tz) { w.letGo(); w.force(top, 0,0,-100,0,0,0); w.force(leg, 0,0,fz,0,0,tz); }
  static int go(Pose to, double v) { Pose from = cmd; double d = from.distance(to), a = from.toward(to).angle(); int n = Math.max(1, (int) Math.ceil(Math.max(d/v, a/1.0)*10)); for (int i = 1; i <= n; i++) { cmd = from.between(to, (double) i/n); w.aim(cmd); w.control(); } return n; }
  static void part(Pose want, double v, int settle) { go(want.times(w.pose(leg).toward(w.handPose())), v); for (int k = 0; k < settle; k++) { Pose q = w.pose(leg); double[] r = q.withPosition(0,0,0).inverse().times(want.withPosition(0,0,0)).rotationVector(); double[] e = q.vector(r[0],r[1],r[2]); cmd = Pose.at(cmd.x() + .3*(want.x()-q.x()), cmd.y() + .3*(want.y()-q.y()), cmd.z() + .3*(want.z()-q.z())).times(Pose.turned(.3*e[0],.3*e[1],.3*e[2]).times(cmd.withPosition(0,0,0))); w.aim(cmd); w.control(); } }
  static Pose hold(double x0, double y0) { w.reset(); w.hand().open(.065); Pose lying = Frames.robot(Pose.euler(0,0,0, 0, -Math.PI/2, 0)); 
    w.place(top, TOP.withPosition(.59, .0838, .015625)); w.place(leg, Pose.at(x0, y0, .015).withTurnOf(lying)); double el = Double.parseDouble(System.getProperty("el","40")); Pose g = Pose.at(x0, y0, .018).times(Pose.turned(0, Math.toRadians(90-el), 0)).times(Pose.turned(Math.PI,0,0)); cmd = g.moved(0,0,.1); w.placeHand(cmd); w.settled(); go(g, .15); w.hand().open(-1); run(.5); Pose g0 = w.handPose().toward(w.pose(leg)); go(g.moved(0,0,.2), .2); Pose up = cmd.times(w.handPose().toward(w.pose(leg))); return g0; }
  public static void main(String[] a) {
    double dt = Double.parseDouble(System.getProperty("dt","0.003333333333333333")); w = new Workcell(LegModel.scene(dt), dt); top = w.body("top"); leg = w.body("leg");
    p("top %s  y axis %s", TOP, java.util.Arrays.toString(TOP.vector(0,1,0)));
    place(0, .00005, 0); double pen = 0; for (int i = 0; i < 10; i++) { w.control(); pen = Math.max(pen, w.load().penetration()); } p("test1 h %.4f mm pen %.4f", h()*1e3, pen*1e3);
    StringBuilder b = new StringBuilder(); for (int y = 0; y < 360; y += 30) { place(0, .020, Math.toRadians(y)); run(1.5); double h = h(); run(1); b.append(String.format(Locale.ROOT, " %d:%.2f(%.3f)", y, h*1e3, (h()-h)*1e3)); } p("test2 %s", b);
    for (int y = 0; y < 360; y += 90) { place(0, .020, Math.toRadians(y)); run(1); double h0 = h(); legForce(-20, 0); run(1); double h1 = h(); legForce(0,0); run(.3); double y0 = w.band().get().turned(); legForce(-2, -.015); int n = 0; for (; n < 60 && h() > .0003; n++) w.control(); double t = (y0 - w.band().get().turned())/2/Math.PI; double sy = Math.toDegrees(w.band().get().turned()); run(1); double ye = Math.toDegrees(w.band().get().turned()); legForce(0, .015); for (n = 0; n < 80 && w.band().get().engaged(); n++) w.control(); p("test3 yaw %d rest %.2f push %.2f seats after %.2f turns at %.0f deg, end %.0f deg; out at %.2f engaged %b", y, h0*1e3, h1*1e3, t, sy, ye, h()*1e3, w.band().get().engaged()); }
    for (double o : new double[] {0, .5, .8, 1.5, 3}) { Pose g0 = hold(.45, -.15); Pose g1 = w.handPose().toward(w.pose(leg)); Pose tp = w.pose(top); Pose want = tp.times(Pose.at(c[0], LegModel.SEAT, c[1])); part(want.moved(-.05, -.05, .08), .2, 3); part(want.moved(o*1e-3, 0, .03), .05, 12); go(cmd.moved(0, 0, -.019), .03); run(.3); Pose r = rel(); p("test4 offset %.1f slip %.2f mm: height %.2f radial %.2f engaged %b", o, g0.distance(g1)*1e3, h()*1e3, Math.hypot(r.x()-c[0], r.z()-c[1])*1e3, w.band().get().engaged()); }
    double best = 0; hold(.45, -.15); for (int k = 0; k < 4; k++) { double t0 = cpu(); run(6); best = Math.max(best, 60/(cpu()-t0)); } p("leg held in air: %.0f/s %s", best, w.load());
    place(0,0,0); best = 0; for (int k = 0; k < 4; k++) { double t0 = cpu(); run(6); best = Math.max(best, 60/(cpu()-t0)); } p("free hand, seated: %.0f/s %s", best, w.load());
  }
}
