/* Repeats a recorded motion on the engine alone. cc -O2 -o loop loop.c -ldl; loop FOLDER-OF-LIBRARIES SCENE TAPE TIMES
 * The tape's numbers are those of dev.hone.assembly.cell.Tape; fields lie where control/mujoco's offsets.txt says (2.2.2 only). */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#define AT(base, offset) (*(double **)((char *)(base) + (offset)))
static void *open_in(const char *folder, const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    void *library = dlopen(path, RTLD_NOW | RTLD_GLOBAL);
    if (!library) { fprintf(stderr, "%s\n", dlerror()); exit(1); }
    return library;
}
int main(int argc, char **argv) {
    const char *before[] = {"libccd.so.2", "liblodepng.so.0", "libqhull_r.so.8.0", "libtinyxml2.so.9"};
    for (int i = 0; i < 4; i++) open_in(argv[1], before[i]);
    void *engine = open_in(argv[1], "libmujoco.so.2.2.2");
    void *(*load)(const char *, void *, char *, int) = dlsym(engine, "mj_loadXML"), *(*make)(void *) = dlsym(engine, "mj_makeData");
    void (*step1)(void *, void *) = dlsym(engine, "mj_step1"), (*step2)(void *, void *) = dlsym(engine, "mj_step2");
    void (*poses)(void *, void *) = dlsym(engine, "mj_kinematics"), (*reset)(void *, void *) = dlsym(engine, "mj_resetData");
    char error[1000];
    void *m = load(argv[2], 0, error, sizeof error), *d = m ? make(m) : 0;
    FILE *file = fopen(argv[3], "rb");
    fseek(file, 0, SEEK_END);
    long bytes = ftell(file);
    double *tape = malloc(bytes);
    rewind(file);
    if (!d || fread(tape, 1, bytes, file) != (size_t)bytes) { fprintf(stderr, "%s\n", error); return 1; }
    int steps = tape[0], each = tape[1], nq = tape[2], nv = tape[3], nbody = tape[4], ngeom = tape[5], nu = tape[6];
    int screw = tape[7], plate = tape[8], turn = tape[9], row = tape[10], same = 1;
    double *to[] = {AT(d, 40376), AT(d, 40384), AT(d, 40400), AT(m, 1208), AT(m, 1216), AT(m, 1608), AT(m, 1616), AT(m, 1448), AT(m, 1464)};
    int width[] = {nq, nv, nv, 3 * nbody, 4 * nbody, 3 * ngeom, 4 * ngeom, nv, nv};
    clock_t begin = clock();
    for (int time = 0; time < atoi(argv[4]); time++) {
        double *now = tape + 11;
        reset(m, d);
        for (int i = 0; i < 9; now += width[i++]) memcpy(to[i], now, width[i] * sizeof(double));
        for (int s = 0; s < steps; s++, now += row) {
            step1(m, d);
            memcpy(AT(d, 40424), now, 6 * nbody * sizeof(double));
            memcpy(AT(d, 40408), now + 6 * nbody, nu * sizeof(double));
            if (screw) {
                double *band = now + 6 * nbody + nu;
                memcpy(AT(m, 1608) + 3 * plate, band, 6 * sizeof(double));
                memcpy(AT(m, 1448) + turn, band + 6, 3 * sizeof(double));
                memcpy(AT(m, 1464) + turn, band + 9, 3 * sizeof(double));
            }
            step2(m, d);
            if ((s + 1) % each == 0) poses(m, d);
        }
        same &= !memcmp(AT(d, 40376), now, nq * sizeof(double));
    }
    printf("%.6f %d\n", (double)(clock() - begin) / CLOCKS_PER_SEC, same);
    return same ? 0 : 1;
}
