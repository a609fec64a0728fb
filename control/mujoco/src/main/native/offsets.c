/*
 * Prints every field of mjModel and mjData of the installed headers with its byte offset, one "struct.field offset" a line,
 * and the sizes that Hone relies on. The result for MuJoCo 2.2.2 on x86-64 Linux is resources/dev/hone/mujoco/offsets.txt:
 *
 *   cc -I INCLUDE offsets.c -o offsets && ./offsets > offsets.txt      (headers: Debian package libmujoco-dev 2.2.2-3)
 */
#include <mujoco/mjxmacro.h>
#include <mujoco/mujoco.h>
#include <stddef.h>
#include <stdio.h>

int main(void) {
#define X(name) printf("model.%s %zu\n", #name, offsetof(mjModel, name));
    MJMODEL_INTS
#undef X
#define X(type, name, rows, columns) printf("model.%s %zu\n", #name, offsetof(mjModel, name));
    MJMODEL_POINTERS
#undef X
#define X(type, name, rows, columns) printf("data.%s %zu\n", #name, offsetof(mjData, name));
    MJDATA_POINTERS
#undef X
#define X(type, name) printf("data.%s %zu\n", #name, offsetof(mjData, name));
    MJDATA_SCALAR
#undef X
    printf("data.warning %zu\n", offsetof(mjData, warning));
    printf("warning.number %zu\n", offsetof(mjWarningStat, number));
    printf("contact.dist %zu\n", offsetof(mjContact, dist));
    printf("size.model %zu\n", sizeof(mjModel));
    printf("size.data %zu\n", sizeof(mjData));
    printf("size.contact %zu\n", sizeof(mjContact));
    printf("size.warning %zu\n", sizeof(mjWarningStat));
    return 0;
}
