/* Steps of the training methods, one pass over flat vectors of n[0] elements.
 * p[0] weights, p[1] gradient, p[2..4] states, p[5] numbers of the step (doubles, in the order of each method);
 * vectors or 0: p[6] multipliers, p[7] bounds of the gradient, p[8] decay (L2), p[9] bounds of the weights. */

/* Body: from g (clipped, decayed) the change of a weight. */
#define STEP(name, body, ...)                                                                                 \
    KERNEL(name) {                                                                                           \
        REAL *weights = c->p[0], *first = c->p[2], *second = c->p[3], *third = c->p[4];                      \
        const REAL *multipliers = c->p[6], *most = c->p[7], *decay = c->p[8], *bounds = c->p[9];             \
        const double *x = c->p[5];                                                                           \
        __VA_ARGS__;                                                                                         \
        (void)first, (void)second, (void)third;                                                              \
        for (int64_t start = 0; start < c->n[0]; start += 1024) {                                            \
            const int64_t size = least(1024, c->n[0] - start);                                               \
            REAL gradient[1024];                                                                             \
            REAL *w = weights + start;                                                                       \
            memcpy(gradient, (const REAL *)c->p[1] + start, (size_t)size * sizeof(REAL));                    \
            if (most) SIMD for (int64_t i = 0; i < size; i++) {                                              \
                const REAL b = most[start + i], g = gradient[i];                                             \
                gradient[i] = g < -b ? -b : g > b ? b : g;                                                   \
            }                                                                                                \
            if (decay) SIMD for (int64_t i = 0; i < size; i++) gradient[i] += w[i] * decay[start + i];       \
            SIMD for (int64_t i = 0; i < size; i++) {                                                        \
                const int64_t j = start + i;                                                                 \
                const REAL g = gradient[i];                                                                  \
                body;                                                                                        \
                gradient[i] = change;                                                                        \
            }                                                                                                \
            if (multipliers) SIMD for (int64_t i = 0; i < size; i++) gradient[i] *= multipliers[start + i];  \
            SIMD for (int64_t i = 0; i < size; i++) w[i] += gradient[i];                                     \
            if (bounds) SIMD for (int64_t i = 0; i < size; i++) {                                            \
                const REAL b = bounds[start + i];                                                            \
                w[i] = w[i] < -b ? -b : w[i] > b ? b : w[i];                                                 \
            }                                                                                                \
        }                                                                                                    \
        return 0;                                                                                            \
    }
#define ROOT(value) (DOUBLE ? sqrt(value) : sqrtf(value))
#define N(i) ((REAL)x[i])

STEP(ADAM, first[j] = first[j] * beta1 + g; second[j] = second[j] * beta2 + g * g;
     const REAL change = first[j] / (ROOT(second[j]) + floor) * rate,
     const REAL beta1 = N(0), beta2 = N(1), floor = N(2), rate = N(3))

STEP(SGD, first[j] = first[j] * momentum + g * rate; const REAL change = first[j],
     const REAL momentum = N(0), rate = N(1))

STEP(SignSGD, first[j] = first[j] * momentum + g;
     const REAL change = rate * (first[j] > 0 ? 1 : first[j] < 0 ? -1 : first[j]),
     const REAL momentum = N(0), rate = N(1))

STEP(RMSProp, first[j] = first[j] * beta + g * g * rest; second[j] = second[j] * beta + g * rest;
     const REAL variance = first[j] - second[j] * second[j];
     third[j] = third[j] * momentum + g / ROOT((variance < 0 ? 0 : variance) + floor) * rate;
     const REAL change = third[j],
     const REAL beta = N(0), rest = N(1), floor = N(2), momentum = N(3), rate = N(4))
#undef STEP
#undef ROOT
#undef N
