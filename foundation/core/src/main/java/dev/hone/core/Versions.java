package dev.hone.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a result was made with: Hone, Java, operating system, class of processor. */
public final class Versions {
    private Versions() {}

    /** This Hone's version, or "development" where it wasn't built by Maven. */
    public static String hone() {
        try (InputStream in = Versions.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            String version = properties.getProperty("hone", "");
            return version.isEmpty() || version.startsWith("$") ? "development" : version;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of them by name: {@code hone}, {@code java}, {@code os}, {@code cpu}. */
    public static SortedMap<String, String> all() {
        SortedMap<String, String> versions = new TreeMap<>();
        versions.put("hone", hone());
        versions.put("java", Runtime.version().toString());
        versions.put("os", property("os.name") + " " + property("os.version") + " " + property("os.arch"));
        versions.put("cpu", Runtime.getRuntime().availableProcessors() + " x " + processor());
        return Collections.unmodifiableSortedMap(versions);
    }

    private static String processor() {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(info)) {
            return property("os.arch");
        }
        try (Stream<String> lines = Files.lines(info)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElseGet(() -> property("os.arch"));
        } catch (IOException | UncheckedIOException _) {
            return property("os.arch");
        }
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}
