package dev.hone.mujoco;

import dev.hone.core.HoneException;

/** The engine can't run here: another system, a C library too old, a native file missing, altered or of another version. */
public final class EngineUnavailableException extends HoneException {
    EngineUnavailableException(String problem, String advice) {
        super(problem, advice);
    }

    EngineUnavailableException(String problem, String advice, Throwable cause) {
        super(problem, advice, cause);
    }
}
