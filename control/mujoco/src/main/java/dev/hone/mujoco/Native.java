package dev.hone.mujoco;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/** The engine's functions that Hone calls, by their names in mujoco.h. */
final class Native {
    final MethodHandle version;
    final MethodHandle loadXml;
    final MethodHandle makeData;
    final MethodHandle deleteModel;
    final MethodHandle deleteData;
    final MethodHandle resetData;
    final MethodHandle step1;
    final MethodHandle step2;
    final MethodHandle kinematics;
    final MethodHandle forward;
    final MethodHandle nameToId;

    private final SymbolLookup library;

    Native(SymbolLookup library) {
        this.library = library;
        version = function("mj_version", FunctionDescriptor.of(JAVA_INT));
        loadXml = function("mj_loadXML", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT));
        makeData = function("mj_makeData", FunctionDescriptor.of(ADDRESS, ADDRESS));
        deleteModel = function("mj_deleteModel", FunctionDescriptor.ofVoid(ADDRESS));
        deleteData = function("mj_deleteData", FunctionDescriptor.ofVoid(ADDRESS));
        resetData = onState("mj_resetData");
        step1 = onState("mj_step1");
        step2 = onState("mj_step2");
        kinematics = onState("mj_kinematics");
        forward = onState("mj_forward");
        nameToId = function("mj_name2id", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
    }

    private MethodHandle onState(String name) {
        return function(name, FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));
    }

    MethodHandle function(String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker()
                .downcallHandle(
                        library.find(name)
                                .orElseThrow(() -> new EngineUnavailableException(
                                        "The physics engine's native file has no function " + name + ".",
                                        "build again from a fresh checkout")),
                        descriptor);
    }

    /** What a downcall throws: nothing of ours, so it is an error of the program. */
    static RuntimeException unexpected(Throwable thrown) {
        if (thrown instanceof RuntimeException e) {
            return e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
        return new IllegalStateException(thrown);
    }
}
