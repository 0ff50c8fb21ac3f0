/* Functions of single elements. out = p[0], operands p[1], p[2], p[3]; n[0] elements. */

INLINE REAL NAME(power_of_two)(REAL shifted) { /* 2^k, given k + MAGIC */
    WORD word;
    REAL power;
    memcpy(&word, &shifted, sizeof word);
    word = (WORD)((uint64_t)(word + (DOUBLE ? 1023 : 127)) << (DOUBLE ? 52 : 23));
    memcpy(&power, &word, sizeof power);
    return power;
}

/* Adding this number rounds to whole numbers, which then stand in the lowest bits. */
#define MAGIC ((REAL)(DOUBLE ? 6755399441055744.0 : 12582912.0))

/* (Exp[r] - 1) for Abs[r] <= Log[2]/2: the Taylor polynomial, as long as the precision asks for. */
INLINE REAL NAME(small_expm1)(REAL r) {
    REAL p = (REAL)(1.0 / 5040.0);
    if (DOUBLE) {
        p = (REAL)(1.0 / 6227020800.0);
        p = p * r + (REAL)(1.0 / 479001600.0);
        p = p * r + (REAL)(1.0 / 39916800.0);
        p = p * r + (REAL)(1.0 / 3628800.0);
        p = p * r + (REAL)(1.0 / 362880.0);
        p = p * r + (REAL)(1.0 / 40320.0);
        p = p * r + (REAL)(1.0 / 5040.0);
    }
    p = p * r + (REAL)(1.0 / 720.0);
    p = p * r + (REAL)(1.0 / 120.0);
    p = p * r + (REAL)(1.0 / 24.0);
    p = p * r + (REAL)(1.0 / 6.0);
    p = p * r + (REAL)0.5;
    return p * r * r + r;
}

/* x - k Log[2], with Log[2] in two parts so that the products of the first are exact. */
INLINE REAL NAME(reduced)(REAL x, REAL k) {
    const REAL high = (REAL)(DOUBLE ? 0.693145751953125 : 0.693359375);
    const REAL low = (REAL)(DOUBLE ? 1.42860682030941723212e-6 : -2.12194440054690583e-4);
    return (x - k * high) - k * low;
}

INLINE REAL NAME(exp_of)(REAL x) {
    const REAL low = (REAL)(DOUBLE ? -746.0 : -104.0), high = (REAL)(DOUBLE ? 710.0 : 89.0);
    const REAL y = x < low ? low : x > high ? high : x; /* not a number stays what it is */
    const REAL k = (y * (REAL)1.44269504088896340736 + MAGIC) - MAGIC;
    const REAL half = k * (REAL)0.5 + MAGIC, rest = k - (half - MAGIC); /* 2^k itself may overflow */
    const REAL p = NAME(small_expm1)(NAME(reduced)(y, k));
    return (p + 1) * NAME(power_of_two)(half) * NAME(power_of_two)(rest + MAGIC);
}

INLINE REAL NAME(sigmoid_of)(REAL x) { return 1 / (1 + NAME(exp_of)(-x)); }

INLINE REAL NAME(tanh_of)(REAL x) { /* e/(e + 2) with e = Exp[2 x] - 1: right to the last digits near 0, too */
    const REAL edge = (REAL)(DOUBLE ? 40.0 : 20.0), double_x = 2 * x;
    const REAL y = double_x < -edge ? -edge : double_x > edge ? edge : double_x;
    const REAL shifted = y * (REAL)1.44269504088896340736 + MAGIC, k = shifted - MAGIC;
    const REAL scale = NAME(power_of_two)(shifted);
    const REAL e = NAME(small_expm1)(NAME(reduced)(y, k)) * scale + (scale - 1);
    return e / (e + 2);
}

/* The error function: x P(x^2) up to 1, from there 1 - Exp[-Q(x)]; the polynomials are Chebyshev fits of degree
 * 5 and 7 with errors of 1e-7. Double precision takes the one of the library. */
INLINE REAL NAME(erf_of)(REAL x) {
    if (DOUBLE) return (REAL)erf(x);
    const REAL a = x < 0 ? -x : x, s = a * a, b = a > 4 ? 4 : a;
    REAL p = (REAL)-0.00056541059;
    p = p * s + (REAL)0.0049232775;
    p = p * s - (REAL)0.026716385;
    p = p * s + (REAL)0.112803645;
    p = p * s - (REAL)0.37612349;
    p = (p * s + (REAL)1.1283791) * a;
    REAL q = (REAL)1.33093899e-05;
    q = q * b - (REAL)0.000317572034;
    q = q * b + (REAL)0.00343686761;
    q = q * b - (REAL)0.0226219855;
    q = q * b + (REAL)0.103318982;
    q = q * b + (REAL)0.639093339;
    q = q * b + (REAL)1.1259259;
    q = q * b + (REAL)0.000756968628;
    const REAL y = a <= 1 ? p : a > 1 ? 1 - NAME(exp_of)(-q) : a;
    return x < 0 ? -y : y;
}

/* The normal distribution function, and its density. */
INLINE REAL NAME(below)(REAL x) { return (REAL)0.5 + (REAL)0.5 * NAME(erf_of)(x * (REAL)0.70710678118654752440); }
INLINE REAL NAME(density)(REAL x) { return (REAL)0.39894228040143267794 * NAME(exp_of)(x * x * (REAL)-0.5); }

/* Functions of single elements: n[1] runs of n[0] elements; runs of the result are n[2] apart, of operands n[3], n[4]. */
#define ONE(name, expression)                                  \
    KERNEL(name) {                                             \
        const int64_t count = c->n[0];                         \
        for (int64_t run = 0; run < c->n[1]; run++) {          \
            REAL *out = (REAL *)c->p[0] + run * c->n[2];       \
            const REAL *xs = (const REAL *)c->p[1] + run * c->n[3]; \
            SIMD for (int64_t i = 0; i < count; i++) {         \
                const REAL x = xs[i];                          \
                out[i] = expression;                           \
            }                                                  \
        }                                                      \
        return 0;                                              \
    }
#define TWO(name, expression)                                  \
    KERNEL(name) {                                             \
        const int64_t count = c->n[0];                         \
        for (int64_t run = 0; run < c->n[1]; run++) {          \
            REAL *out = (REAL *)c->p[0] + run * c->n[2];       \
            const REAL *as = (const REAL *)c->p[1] + run * c->n[3]; \
            const REAL *bs = (const REAL *)c->p[2] + run * c->n[4]; \
            SIMD for (int64_t i = 0; i < count; i++) {         \
                const REAL a = as[i], b = bs[i];               \
                out[i] = expression;                           \
            }                                                  \
        }                                                      \
        return 0;                                              \
    }

ONE(ramp, x <= 0 ? 0 : x) /* not a number stays what it is */
ONE(exp, NAME(exp_of)(x))
ONE(sigmoid, NAME(sigmoid_of)(x))
ONE(tanh, NAME(tanh_of)(x))
ONE(erf, NAME(erf_of)(x))
ONE(gelu, x *NAME(below)(x))
ONE(square, x *x)
ONE(sqrt, DOUBLE ? sqrt(x) : sqrtf(x))
TWO(ramp_gradient, b > 0 ? a : a * 0) /* a: gradient, b: the result of the function, here and below */
TWO(gelu_gradient, a *(NAME(below)(b) + b * NAME(density)(b))) /* here b is the argument */
TWO(sigmoid_gradient, a *(b * (1 - b)))
TWO(tanh_gradient, a *(1 - b * b))
#undef ONE
#undef TWO

/* 1 with probability 1 - x[0], else 0, for the elements n[1], n[1] + 1, ... of what the two words of the key
 * p[1] draw. Twice the finaliser of MurmurHash3, with a word of the key before each: every element is
 * a function of its number, so that cuts change nothing. */
INLINE uint32_t NAME(mixed)(uint32_t h) {
    h = (h ^ (h >> 16)) * 0x85ebca6bu;
    h = (h ^ (h >> 13)) * 0xc2b2ae35u;
    return h ^ (h >> 16);
}

KERNEL(random_keep) {
    REAL *out = c->p[0];
    const uint32_t *key = c->p[1], first = key[0], second = key[1], start = (uint32_t)c->n[1];
    const uint32_t limit = (uint32_t)c->n[2];
    SIMD for (int64_t i = 0; i < c->n[0]; i++) {
        const uint32_t h = NAME(mixed)(NAME(mixed)((start + (uint32_t)i) ^ first) ^ second);
        out[i] = (h >> 8) >= limit ? (REAL)1 : (REAL)0;
    }
    return 0;
}
#undef MAGIC
