/** A camera in software: triangles, a depth buffer, one light with shadows. It knows shapes and poses, no task and no physics engine. */
@NullMarked
package dev.hone.assembly.camera;

import org.jspecify.annotations.NullMarked;
