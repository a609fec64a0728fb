package dev.hone.cli;

import dev.hone.assembly.camera.Look;
import dev.hone.assembly.camera.Size;
import dev.hone.assembly.demonstrate.Demonstrations;
import dev.hone.assembly.demonstrate.Demonstrations.Played;
import dev.hone.assembly.film.Filming;
import dev.hone.assembly.task.Camera;
import dev.hone.assembly.task.OneLegTask;
import dev.hone.assembly.task.Options;
import dev.hone.core.Listener;
import dev.hone.core.run.Run;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hone demo assembly}: a table gets a leg, filmed. */
@Command(
        name = "assembly",
        description = "Screws a leg into a table top by script, in simulated physics, and films it.",
        mixinStandardHelpOptions = true)
final class DemoAssemblyCommand implements Runnable {
    private static final String FILM = "film.html";
    private static final Filming.Plan PLAN =
            new Filming.Plan(List.of(Camera.values()), new Size(320, 240), true, Look.PLAIN, 3);

    @Mixin
    private final Screen screen = new Screen();

    @Mixin
    private final RunFlags runFlags = new RunFlags();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public void run() {
        Session.run(Session.spec(spec, common), common, runFlags.fresh, this::demo);
    }

    private void demo(Run run, Listener listener) {
        screen.line(
                "A hand pushes a table top into the corner of the rails, takes a lying leg, stands it into a bore and");
        screen.line("screws it down, turn by turn. The script sees what any policy sees; the contacts do the rest.");
        screen.line("");
        Path film = run.folder().resolve(FILM);
        Options options = Options.of(new OneLegTask());
        Filming filming = new Filming(PLAN, film, "hone demo assembly, seed " + common.seed);
        Played played;
        listener.begin("steps", 0, options.timeLimit());
        played = Demonstrations.watch(options, true, run.seeds(), environment -> {
            filming.accept(environment);
            listener.advance(environment.time());
        });
        listener.end();
        filming.film().save(film, true);
        EpisodeView.show(played, screen);
        screen.line("");
        screen.line("Film:  " + film + " (" + filming.film().frames() + " pictures; open it in a browser)");
        screen.line("More:  hone assembly watch --task one-leg --script --seed 1 --vary --film leg.gif");
        screen.line("       hone assembly demonstrate --task one-leg --n 20 --out legs");
    }
}
