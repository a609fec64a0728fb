package dev.hone.guide.compare;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.core.files.Hash;
import dev.hone.core.run.Items;
import dev.hone.guide.GuideEnvironments;
import dev.hone.guide.GuideResult;
import dev.hone.guide.Method;
import dev.hone.guide.MethodConstants;
import dev.hone.guide.TaughtEnvironment;
import dev.hone.guide.Teachers;
import dev.hone.guide.Training;
import dev.hone.guide.Trainings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Every method in every environment with every seed. Each training is an item of a run: committed with its result or not at
 * all, so that a killed comparison goes on with the training it was at. A training depends on environment, method and seed
 * alone, never on what else is compared.
 *
 * @param teacher who teaches in all of them; empty for each environment's usual one
 * @param seeds how many, numbered from {@code firstSeed}
 * @param steps budget of each training; empty for the environment's usual number of episodes
 */
public record GuideGrid(
        List<String> environments,
        List<Method> methods,
        Optional<String> teacher,
        int seeds,
        long firstSeed,
        OptionalLong steps,
        MethodConstants constants) {
    /** One training's place in the grid. */
    public record Place(String environment, Method method, long seed) {
        String id() {
            return environment + "/" + method.name() + "/" + seed;
        }
    }

    /** A training that is done. */
    public record Row(long seed, GuideResult result) {}

    public GuideGrid {
        environments = List.copyOf(environments);
        methods = List.copyOf(methods);
        if (seeds < 1) {
            throw new HoneException("A comparison over " + seeds + " seeds.", "use --seeds 8");
        }
        refuseTwice(environments, "environment");
        refuseTwice(methods.stream().map(Method::name).toList(), "method");
        for (String environment : environments) {
            teacher(environment, teacher);
        }
    }

    private static void refuseTwice(List<String> names, String what) {
        if (names.isEmpty()) {
            throw new HoneException("A comparison of no " + what + ".", "name one");
        }
        for (String name : names) {
            if (names.indexOf(name) != names.lastIndexOf(name)) {
                throw new HoneException("The " + what + " " + name + " is named twice.", "name it once");
            }
        }
    }

    /** All places, environment by environment, then method by method. */
    public List<Place> places() {
        List<Place> places = new ArrayList<>();
        for (String environment : environments) {
            for (Method method : methods) {
                for (int s = 0; s < seeds; s++) {
                    places.add(new Place(environment, method, firstSeed + s));
                }
            }
        }
        return places;
    }

    /** Does what is not done yet; gives all rows in the order of {@link #places}. A training that was broken off begins anew. */
    public List<Row> run(Items items, Listener listener) {
        return run(items, Optional.empty(), listener);
    }

    /**
     * The same, but a training with networks that was broken off goes on in its middle.
     *
     * @param scratch folder where these keep their state; what is left of one that is done is in nobody's way
     */
    public List<Row> run(Items items, Path scratch, Listener listener) {
        return run(items, Optional.of(scratch), listener);
    }

    private List<Row> run(Items items, Optional<Path> scratch, Listener listener) {
        List<Place> places = places();
        var done = new HashSet<>(items.ids());
        listener.begin(
                "trainings", places.stream().filter(p -> done.contains(p.id())).count(), places.size());
        List<Row> rows = new ArrayList<>();
        for (Place place : places) {
            if (!done.contains(place.id())) {
                items.put(place.id(), train(place, scratch));
                listener.advance(1);
            }
            GuideResult result = items.get(place.id())
                    .map(node -> Json.MAPPER.treeToValue(node, GuideResult.class))
                    .orElseThrow(() -> new IllegalStateException(place.id() + " was just put"));
            rows.add(new Row(place.seed(), result));
        }
        listener.end();
        return rows;
    }

    private static String teacher(String environment, Optional<String> asked) {
        try (TaughtEnvironment made = GuideEnvironments.maker(environment).get()) {
            return Teachers.name(made, asked);
        }
    }

    private Object train(Place place, Optional<Path> scratch) {
        var make = GuideEnvironments.maker(place.environment());
        String name = teacher(place.environment(), teacher);
        Seeds own = Seeds.of(place.seed()); // the same for every method, so that what a seed makes hard cancels
        Optional<Path> checkpoint =
                scratch.map(folder -> folder.resolve(Hash.of(place.id()).substring(0, 16)));
        try (Training training = new Trainings(make, name, steps, constants).of(place.method(), own, checkpoint)) {
            return training.run(Listener.NONE);
        }
    }
}
