/* All kernels for float and double, for the instructions TARGET, and the table of their names. */
#define REAL float
#define WORD int32_t
#define REAL_SUFFIX _f32
#define DOUBLE 0
#include "pointwise.h"
#include "strided.h"
#include "rows.h"
#include "pooling.h"
#include "products.h"
#include "windows.h"
#include "panels.h"
#include "winograd.h"
#include "softmax.h"
#include "standard.h"
#include "steps.h"
#include "cells.h"
#undef REAL
#undef WORD
#undef REAL_SUFFIX
#undef DOUBLE

#define REAL double
#define WORD int64_t
#define REAL_SUFFIX _f64
#define DOUBLE 1
#include "pointwise.h"
#include "strided.h"
#include "rows.h"
#include "pooling.h"
#include "products.h"
#include "windows.h"
#include "panels.h"
#include "winograd.h"
#include "softmax.h"
#include "standard.h"
#include "steps.h"
#include "cells.h"
#undef REAL
#undef WORD
#undef REAL_SUFFIX
#undef DOUBLE

#ifndef BOTH
#define BOTH(name) \
    {#name "_f32", JOIN(wl, name, _f32, TARGET_SUFFIX)}, {#name "_f64", JOIN(wl, name, _f64, TARGET_SUFFIX)}
#endif
static const entry JOIN(table, of, _kernels, TARGET_SUFFIX)[] = {
#include "names.h"
    {0, 0}};
