/* One step of a recurrent layer, between its matrix products; ops/cells.py has the formulas and the layout.
 * p[0] what is kept of the step, in blocks of n[0] elements, on entry with the arguments of its gates (halved
 * for those that are sigmoids); p[1] the products of the state before, p[2] the state before (of the long
 * short-term memory its cell), p[3] factors of the new contents. */
#define BLOCKS REAL *kept = c->p[0]; const int64_t n = c->n[0]; \
    const REAL *product = c->p[1], *before = c->p[2], *update = c->p[3]
#define KEPT(number) kept[(number) * n + i]
#define GATE(z) ((REAL)0.5 * NAME(tanh_of)(z) + (REAL)0.5)
#define SLOPE(gate) ((gate) * (1 - (gate)))

KERNEL(basic_step) {
    REAL *kept = c->p[0];
    const REAL *product = c->p[1];
    SIMD for (int64_t i = 0; i < c->n[0]; i++) kept[i] = NAME(tanh_of)(kept[i] + product[i]);
    return 0;
}

KERNEL(gated_step) {
    BLOCKS;
    SIMD for (int64_t i = 0; i < n; i++) {
        const REAL q = product[2 * n + i];
        const REAL entry = GATE(KEPT(1) + product[i]);
        const REAL reset = GATE(KEPT(2) + product[n + i]);
        const REAL memory = NAME(tanh_of)(KEPT(0) + reset * q), fresh = memory * update[i];
        KEPT(0) = memory, KEPT(1) = entry, KEPT(2) = reset, KEPT(3) = q;
        KEPT(4) = (before[i] - fresh) * entry + fresh;
    }
    return 0;
}

KERNEL(memory_step) {
    BLOCKS;
    SIMD for (int64_t i = 0; i < n; i++) {
        const REAL memory = NAME(tanh_of)(KEPT(0) + product[i]);
        const REAL entry = GATE(KEPT(1) + product[n + i]);
        const REAL forget = GATE(KEPT(2) + product[2 * n + i]);
        const REAL leave = GATE(KEPT(3) + product[3 * n + i]);
        const REAL fresh = memory * update[i];
        const REAL cell = entry * fresh + forget * before[i], bent = NAME(tanh_of)(cell);
        KEPT(0) = memory, KEPT(1) = entry, KEPT(2) = forget, KEPT(3) = leave;
        KEPT(4) = cell, KEPT(5) = bent, KEPT(6) = leave * bent;
    }
    return 0;
}

/* The steps back. p[4] result: the gradients by the arguments of the gates; p[5] the gradient by the state from
 * outside, p[6] from the step after it; p[7] the gradient by the cell, or what goes past the products. */
#define BACK BLOCKS; REAL *out = c->p[4], *passed = c->p[7]; const REAL *g = c->p[5], *carried = c->p[6]; \
    (void)product, (void)before, (void)update, (void)passed
#define OUT(number) out[(number) * n + i]
#define TOTAL (g[i] + carried[i])

KERNEL(basic_back) {
    BACK;
    SIMD for (int64_t i = 0; i < n; i++) out[i] = TOTAL * (1 - kept[i] * kept[i]);
    return 0;
}

KERNEL(gated_back) {
    BACK;
    SIMD for (int64_t i = 0; i < n; i++) {
        const REAL memory = KEPT(0), entry = KEPT(1), reset = KEPT(2), q = KEPT(3), u = update[i];
        const REAL total = TOTAL, by_memory = total * (1 - entry) * (1 - memory * memory) * u;
        OUT(0) = by_memory;
        OUT(1) = total * (before[i] - memory * u) * SLOPE(entry);
        OUT(2) = by_memory * q * SLOPE(reset);
        OUT(3) = by_memory * reset;
        passed[i] = total * entry;
    }
    return 0;
}

KERNEL(memory_back) {
    BACK;
    SIMD for (int64_t i = 0; i < n; i++) {
        const REAL memory = KEPT(0), entry = KEPT(1), forget = KEPT(2), leave = KEPT(3), bent = KEPT(5);
        const REAL total = TOTAL, u = update[i];
        const REAL by_cell = passed[i] + total * leave * (1 - bent * bent);
        OUT(0) = by_cell * entry * (1 - memory * memory) * u;
        OUT(1) = by_cell * memory * u * SLOPE(entry);
        OUT(2) = by_cell * before[i] * SLOPE(forget);
        OUT(3) = total * bent * SLOPE(leave);
        passed[i] = by_cell * forget;
    }
    return 0;
}
#undef BLOCKS
#undef KEPT
#undef GATE
#undef SLOPE
#undef BACK
#undef OUT
#undef TOTAL
