/* One step of a recurrent layer, between its matrix products; ops/cells.py has the formulas and the layout.
 * Of every block n[0] elements are worked on; blocks are n[1] elements apart.
 * p[0] what is kept of the step, in blocks, where the products of the state before stand already;
 * p[1] the products of the input, p[2] the state before (of the long short-term memory its cell state), p[3]
 * factors of the new contents, p[4] result: the state, which for the basic cell has the products before. */
#define STEP                                                                                    \
    REAL *kept = c->p[0], *state = c->p[4];                                                     \
    const REAL *x = c->p[1], *before = c->p[2], *update = c->p[3];                              \
    const int64_t size = c->n[0], n = c->n[1];                                                  \
    (void)n, (void)kept, (void)before, (void)update
#define KEPT(number) kept[(number) * n + i]
#define GATE(z) ((REAL)0.5 * NAME(tanh_of)((REAL)0.5 * (z)) + (REAL)0.5)
#define SLOPE(gate) ((gate) * (1 - (gate)))

KERNEL(basic_recurrent_step) {
    STEP;
    SIMD for (int64_t i = 0; i < size; i++) state[i] = NAME(tanh_of)(state[i] + x[i]);
    return 0;
}

KERNEL(gated_recurrent_step) {
    STEP;
    SIMD for (int64_t i = 0; i < size; i++) {
        const REAL entry = GATE(KEPT(1) + x[n + i]), reset = GATE(KEPT(2) + x[2 * n + i]);
        const REAL memory = NAME(tanh_of)(x[i] + reset * KEPT(3)), fresh = memory * update[i];
        KEPT(0) = memory, KEPT(1) = entry, KEPT(2) = reset;
        state[i] = (before[i] - fresh) * entry + fresh;
    }
    return 0;
}

KERNEL(long_short_term_memory_step) {
    STEP;
    SIMD for (int64_t i = 0; i < size; i++) {
        const REAL memory = NAME(tanh_of)(KEPT(0) + x[i]), entry = GATE(KEPT(1) + x[n + i]);
        const REAL forget = GATE(KEPT(2) + x[2 * n + i]), leave = GATE(KEPT(3) + x[3 * n + i]);
        const REAL cell = entry * memory * update[i] + forget * before[i], bent = NAME(tanh_of)(cell);
        KEPT(0) = memory, KEPT(1) = entry, KEPT(2) = forget, KEPT(3) = leave, KEPT(4) = cell, KEPT(5) = bent;
        state[i] = leave * bent;
    }
    return 0;
}

/* The steps back. p[0], p[2], p[3] as before, p[1] the state; p[4] result: the gradients by the arguments of the
 * gates; p[5] the gradient by the state from outside, p[6] from the step after it; p[7] the gradient by the cell
 * state, or (gated) what goes past the products to the state before. */
#define BACK                                                                                    \
    const REAL *kept = c->p[0], *state = c->p[1], *before = c->p[2], *update = c->p[3];         \
    const REAL *outside = c->p[5], *after = c->p[6];                                            \
    REAL *out = c->p[4], *passed = c->p[7];                                                     \
    const int64_t size = c->n[0], n = c->n[1];                                                  \
    (void)n, (void)kept, (void)state, (void)before, (void)update, (void)passed
#define OUT(number) out[(number) * n + i]

KERNEL(basic_recurrent_back) {
    BACK;
    SIMD for (int64_t i = 0; i < size; i++) out[i] = (outside[i] + after[i]) * (1 - state[i] * state[i]);
    return 0;
}

KERNEL(gated_recurrent_back) {
    BACK;
    SIMD for (int64_t i = 0; i < size; i++) {
        const REAL memory = KEPT(0), entry = KEPT(1), reset = KEPT(2), total = outside[i] + after[i];
        const REAL by_memory = total * (1 - entry) * (1 - memory * memory) * update[i];
        const REAL by_reset = by_memory * KEPT(3) * SLOPE(reset);
        OUT(0) = by_memory;
        OUT(1) = total * (before[i] - memory * update[i]) * SLOPE(entry);
        OUT(2) = by_reset;
        OUT(3) = by_memory * reset;
        passed[i] = total * entry;
    }
    return 0;
}

KERNEL(long_short_term_memory_back) {
    BACK;
    SIMD for (int64_t i = 0; i < size; i++) {
        const REAL memory = KEPT(0), entry = KEPT(1), forget = KEPT(2), leave = KEPT(3), bent = KEPT(5);
        const REAL total = outside[i] + after[i], by_cell = passed[i] + total * leave * (1 - bent * bent);
        OUT(0) = by_cell * entry * (1 - memory * memory) * update[i];
        OUT(1) = by_cell * memory * update[i] * SLOPE(entry);
        OUT(2) = by_cell * before[i] * SLOPE(forget);
        OUT(3) = total * bent * SLOPE(leave);
        passed[i] = by_cell * forget;
    }
    return 0;
}
#undef STEP
#undef KEPT
#undef GATE
#undef SLOPE
#undef BACK
#undef OUT
