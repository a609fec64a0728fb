package dev.hone.core.run;

import dev.hone.core.files.Hash;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run is asked to do. Verb, seed, config, the inputs' hashes and OUT are its identity: the same again continues an
 * unfinished run. The other parts are only remembered.
 *
 * @param verb for example "budget sample"
 * @param config every option that shapes the result, by name; fed back with {@code --config}. No secrets
 * @param inputs what is read, by role, for example "queries"
 * @param out what appears at the end, if anything; absolute
 * @param overwrite whether {@code out} may replace what is there; not part of the identity
 * @param command the words the user typed after {@code hone}, to type again; not part of the identity
 */
public record RunSpec(
        String verb,
        long seed,
        SortedMap<String, String> config,
        SortedMap<String, Input> inputs,
        Optional<Path> out,
        boolean overwrite,
        List<String> command) {
    /**
     * Something that is read.
     *
     * @param place where it was, as the user wrote it
     * @param sha256 what it held then
     */
    public record Input(String place, String sha256) {}

    public RunSpec {
        config = Collections.unmodifiableSortedMap(new TreeMap<>(config));
        inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
        out = out.map(path -> path.toAbsolutePath().normalize());
        command = List.copyOf(command);
    }

    /** A run without options, inputs or output; the methods below add them. */
    public static RunSpec of(String verb, long seed) {
        return new RunSpec(verb, seed, new TreeMap<>(), new TreeMap<>(), Optional.empty(), false, List.of());
    }

    /** With these options in place of the present ones. */
    public RunSpec withConfig(Map<String, String> options) {
        return new RunSpec(verb, seed, new TreeMap<>(options), inputs, out, overwrite, command);
    }

    /** With one input more; reads the file or folder through to hash it. */
    public RunSpec withInput(String role, Path place) {
        return withInput(role, place.toString(), Hash.of(place));
    }

    /** With one input more whose hash is known, for example a text's. */
    public RunSpec withInput(String role, String place, String sha256) {
        var more = new TreeMap<>(inputs);
        more.put(role, new Input(place, sha256));
        return new RunSpec(verb, seed, config, more, out, overwrite, command);
    }

    /** With a file or folder that appears at the end. */
    public RunSpec withOut(Path path, boolean mayOverwrite) {
        return new RunSpec(verb, seed, config, inputs, Optional.of(path), mayOverwrite, command);
    }

    /** With the words that the user typed; typed again they shall continue the run, so {@code --fresh} is left out. */
    public RunSpec withCommand(List<String> words) {
        List<String> again =
                words.stream().filter(word -> !word.equals("--fresh")).toList();
        return new RunSpec(verb, seed, config, inputs, out, overwrite, again);
    }

    /** Whether this asks for the same as {@code other}, inputs included. */
    boolean sameAs(RunSpec other) {
        return sameButInputs(other) && changedInputs(other).isEmpty();
    }

    /** Whether this asks for the same as {@code other} of inputs with the same roles, whatever they hold. */
    boolean sameButInputs(RunSpec other) {
        return verb.equals(other.verb)
                && seed == other.seed
                && config.equals(other.config)
                && out.equals(other.out)
                && inputs.keySet().equals(other.inputs.keySet());
    }

    /** This spec's inputs whose content differs from that of {@code other}'s input of the same role. */
    List<Map.Entry<String, Input>> changedInputs(RunSpec other) {
        return inputs.entrySet().stream()
                .filter(e -> !Optional.ofNullable(other.inputs.get(e.getKey()))
                        .map(Input::sha256)
                        .equals(Optional.of(e.getValue().sha256())))
                .toList();
    }
}
