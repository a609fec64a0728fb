package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.guide.TeacherProvider;
import dev.hone.learn.EnvironmentProvider;
import dev.hone.learn.Provided;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Jars of the user's with environments or teachers, found by the service loader. */
final class ClassPathFlag {
    @Option(
            names = "--class-path",
            paramLabel = "JAR",
            split = ",",
            description = "Your own jars with an EnvironmentProvider or a TeacherProvider, with commas.")
    private List<Path> jars = new ArrayList<>();

    /** Makes what the jars provide known to this command. */
    void open() {
        if (jars.isEmpty()) {
            return;
        }
        URL[] places = jars.stream().map(ClassPathFlag::place).toArray(URL[]::new);
        Thread.currentThread().setContextClassLoader(new URLClassLoader(places, ClassPathFlag.class.getClassLoader()));
        int found = Provided.of(EnvironmentProvider.class).size()
                + Provided.of(TeacherProvider.class).size();
        if (found == 0) {
            throw new HoneException(
                    "--class-path "
                            + String.join(
                                    File.pathSeparator,
                                    jars.stream().map(Path::toString).toList())
                            + " provides neither environments nor teachers.",
                    "META-INF/services/dev.hone.learn.EnvironmentProvider is missing in it");
        }
    }

    private static URL place(Path jar) {
        if (!Files.exists(jar)) {
            throw new HoneException("--class-path " + jar + " is not there.", "build it first");
        }
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new HoneException("--class-path " + jar + " is no path.", "name a jar or a folder of classes", e);
        }
    }
}
