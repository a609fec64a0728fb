package dev.hone.assembly.demonstrate;

import dev.hone.assembly.task.*;
import dev.hone.learn.*;
import java.util.Locale;

public final class Tryout {
    static double cpu() {
        return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() * 1e-9;
    }

    public static void main(String[] a) {
        int n = Integer.getInteger("n", 20);
        boolean v = Boolean.getBoolean("v");
        for (String name : a)
            for (boolean human : System.getProperty("human") == null
                    ? new boolean[] {false, true}
                    : new boolean[] {Boolean.getBoolean("human")}) {
                Task task = Task.of(name);
                try (AssemblyEnvironment e = new AssemblyEnvironment(Options.of(task))) {
                    Demonstrator d = new Demonstrator(e, human);
                    Step s = new Step(e.observations());
                    float[] act = new float[10];
                    int ok = 0, steps = 0;
                    double t0 = cpu();
                    int longest = 0;
                    for (int k = Integer.getInteger("from", 0); k < n; k++) {
                        e.reset(k, s.observation());
                        s.set(0, false, false);
                        d.begin();
                        RandomStream r = new RandomStream(100 + k);
                        while (!s.ended()) {
                            d.act(s.observation(), r, act);
                            try {
                                e.step(act, s);
                            } catch (dev.hone.mujoco.UnstableSimulationException x) {
                                View w = View.of(s.observation());
                                System.out.println("UNSTABLE seed " + k + " time " + e.time() + " " + w + " band "
                                        + e.cell()
                                                .band()
                                                .map(b -> b.engaged() + " " + Math.toDegrees(b.turned()))
                                                .orElse("-")
                                        + java.util.Arrays.toString(act));
                                break;
                            }
                            steps++;
                            if (v && e.time() % Integer.getInteger("every", 10) == 0) {
                                View w = View.of(s.observation());
                                System.out.printf(
                                        Locale.ROOT,
                                        "%d hand %.3f %.3f %.3f w %.4f | first %.3f %.3f yaw %.1f | second %.3f %.3f %.3f band %s h %.2f%n",
                                        e.time(),
                                        w.hand().x(),
                                        w.hand().y(),
                                        w.hand().z(),
                                        w.width(),
                                        w.first().x(),
                                        w.first().y(),
                                        0.0,
                                        w.second().x(),
                                        w.second().y(),
                                        w.second().z(),
                                        e.cell()
                                                .band()
                                                .map(b -> b.engaged() + " " + Math.toDegrees(b.turned()))
                                                .orElse("-"),
                                        (w.first().toward(w.second()).y() - .046875) * 1e3);
                            }
                        }
                        if (s.terminated()) {
                            ok++;
                            longest = Math.max(longest, e.time());
                        } else System.out.print(" fail:" + k);
                    }
                    double c = cpu() - t0;
                    System.out.printf(
                            Locale.ROOT,
                            "%n%s human %b: %d/%d, mean steps %.1f longest success %d, %.0f control steps/s%n",
                            name,
                            human,
                            ok,
                            n,
                            (double) steps / n,
                            longest,
                            steps / c);
                }
            }
    }
}
