package dev.hone.cli;

import dev.hone.assembly.camera.Size;
import dev.hone.assembly.demonstrate.Shots;
import dev.hone.assembly.task.Camera;
import dev.hone.core.HoneException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which pictures are kept with demonstrations. */
final class ShotFlags {
    @Option(
            names = "--cameras",
            paramLabel = "C",
            split = ",",
            description =
                    "Keep a picture by each of these with every frame: front, wrist, or front,wrist. Needs --out.")
    private List<String> cameras = List.of();

    @Option(
            names = "--size",
            paramLabel = "WxH",
            description = "Pixels of a picture, 64x64 to 320x240. Default: 64x64.")
    private Optional<String> size = Optional.empty();

    @Option(names = "--no-shadows", description = "Pictures without shadows.")
    private boolean bright;

    @Option(
            names = "--vary",
            description = "Pictures with light, colours and the cameras' places drawn anew for each episode.")
    private boolean vary;

    Optional<Shots> shots(boolean kept) {
        if (cameras.isEmpty()) {
            if (size.isPresent() || bright || vary) {
                throw new HoneException(
                        "--size, --no-shadows and --vary say how pictures look, and none are taken.",
                        "add --cameras front,wrist");
            }
            return Optional.empty();
        }
        if (!kept) {
            throw new HoneException("--cameras takes pictures that nobody keeps.", "add --out DATASET");
        }
        return Optional.of(
                new Shots(cameras.stream().map(Camera::of).toList(), Size.of(size.orElse("64x64")), !bright, vary));
    }
}
