package dev.hone.learn;

import dev.hone.core.HoneException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** What jars on the thread's context class path provide of a service. */
public final class Provided {
    private Provided() {}

    /**
     * One provider of each kind that a jar names, in the class path's order.
     *
     * @throws HoneException if a jar names a class that isn't there, can't be made, or provides something else
     */
    public static <T> List<T> of(Class<T> service) {
        List<T> all = new ArrayList<>();
        try {
            for (T provider : ServiceLoader.load(service)) {
                all.add(provider);
            }
        } catch (ServiceConfigurationError e) {
            throw new HoneException(
                    "A jar of --class-path can't be used: " + e.getMessage() + ".",
                    "the class that its META-INF/services/" + service.getName()
                            + " names is missing, can't be made, or was built against another Hone",
                    e);
        }
        return all;
    }
}
