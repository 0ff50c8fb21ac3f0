/* Matrix products of any strides. WINDOW_OUTPUTS rows by PANEL columns of the result stay in registers over a run of
 * DEPTH products, for which PANEL columns of the second factor stay in the first-level cache, and MOST_ROWS rows
 * of the first one in the second-level cache. */
#define LANES ((int64_t)(VECTOR_BYTES / sizeof(REAL)))
#define VECTOR NAME(panel_vector)
typedef REAL VECTOR __attribute__((vector_size(VECTOR_BYTES), aligned(sizeof(REAL)), may_alias));
#define PANEL (WINDOW_VECTORS * LANES)
#define DEPTH 160
#define MOST_ROWS 512
#define TILE 16

/* `columns` of b (strides kb, nb), up to PANEL, side by side; zeros after them to the end of a vector. */
INLINE void NAME(pack_panel)(REAL *out, const REAL *b, int64_t depth, int64_t columns, int64_t kb, int64_t nb) {
    if (columns % LANES) memset(out, 0, (size_t)(depth * PANEL) * sizeof(REAL));
    if (nb == 1) {
        const int64_t whole = columns / LANES;
        for (int64_t k = 0; k < depth; k++, out += PANEL, b += kb) {
            for (int64_t i = 0; i < whole; i++) *(VECTOR *)(out + i * LANES) = *(const VECTOR *)(b + i * LANES);
            for (int64_t j = whole * LANES; j < columns; j++) out[j] = b[j];
        }
        return;
    }
    for (int64_t k = 0; k < depth; k += TILE)
        for (int64_t j = 0; j < columns; j += TILE) {
            REAL *to = out + k * PANEL + j;
            const REAL *from = b + k * kb + j * nb;
            if (kb == 1 && k + TILE <= depth && j + TILE <= columns) {
                for (int64_t v = 0; v < TILE; v++)
                    for (int64_t u = 0; u < TILE; u++) to[v * PANEL + u] = from[u * nb + v];
                continue;
            }
            for (int64_t v = 0; v < least(TILE, depth - k); v++)
                for (int64_t u = 0; u < least(TILE, columns - j); u++) to[v * PANEL + u] = from[u * nb + v * kb];
        }
}

/* a (strides ra, ka) in blocks of WINDOW_OUTPUTS rows, as `panel_block` wants it. */
INLINE void NAME(pack_rows)(REAL *out, const REAL *a, int64_t rows, int64_t depth, int64_t ra, int64_t ka) {
    const int64_t whole = rows / WINDOW_OUTPUTS * WINDOW_OUTPUTS, apart = depth + 1;
    for (int64_t k = 0; k < depth; k++) {
        const REAL *from = a + k * ka;
        REAL *to = out + k * WINDOW_OUTPUTS;
        if (ra == 1)
            for (int64_t i = 0; i < whole; i += WINDOW_OUTPUTS) memcpy(to + i * apart, from + i, WINDOW_OUTPUTS * sizeof(REAL));
        else
            for (int64_t i = 0; i < whole; i += WINDOW_OUTPUTS)
                for (int64_t r = 0; r < WINDOW_OUTPUTS; r++) to[i * apart + r] = from[(i + r) * ra];
        for (int64_t r = 0; whole + r < rows; r++) to[whole * apart + r] = from[(whole + r) * ra];
    }
}

/* `rows` (at most WINDOW_OUTPUTS) rows and `columns` columns of the result; rows of a are ra apart, its numbers ka. */
INLINE void NAME(panel_block)(REAL *out, int64_t row, const REAL *a, int64_t ra, int64_t ka, const REAL *b,
                              int64_t depth, int64_t rows, int64_t columns, int vectors, const REAL *bias, int first) {
    VECTOR sums[WINDOW_OUTPUTS][WINDOW_VECTORS];
    const REAL *from[WINDOW_OUTPUTS];
    for (int r = 0; r < WINDOW_OUTPUTS; r++) {
        from[r] = a + least(r, rows - 1) * ra;
        for (int i = 0; i < vectors; i++) sums[r][i] = (VECTOR){0};
    }
    for (int64_t k = 0; k < depth; k++, b += PANEL) {
        VECTOR seen[WINDOW_VECTORS];
        for (int i = 0; i < vectors; i++) seen[i] = *(const VECTOR *)(b + i * LANES);
        for (int r = 0; r < WINDOW_OUTPUTS; r++)
            for (int i = 0; i < vectors; i++) sums[r][i] += from[r][k * ka] * seen[i];
    }
    for (int r = 0; r < WINDOW_OUTPUTS; r++) {
        REAL *to = out + r * row, kept[PANEL];
        if (r >= rows) break;
        if (bias)
            for (int i = 0; i < vectors; i++) sums[r][i] += bias[r];
        if (columns >= vectors * LANES) {
            for (int i = 0; i < vectors; i++) {
                VECTOR *at = (VECTOR *)(to + i * LANES);
                if (first) *at = sums[r][i];
                else *at += sums[r][i];
            }
            continue;
        }
        for (int i = 0; i < vectors; i++) *(VECTOR *)(kept + i * LANES) = sums[r][i];
        for (int64_t j = 0; j < columns; j++) to[j] = first ? kept[j] : to[j] + kept[j];
    }
}

/* p[0] = p[1] . p[2] + p[3] by row, if given; p[4] memory for (PANEL + MOST_ROWS) (DEPTH + 1) numbers.
 * n: rows 0, columns 1, inner 2, rows of the result 3 apart; strides of p[1] 4 5, of p[2] 6 7; so many products 8,
 * their results 9 apart, their factors 10 11; 12: what stands there is added to. */
TARGET static void NAME(rows_product)(const wl_call *c, int64_t each, int64_t first, int64_t rows) {
    const int64_t *n = c->n;
    REAL *panel = c->p[4], *packed = panel + PANEL * (DEPTH + 1);
    for (int64_t k = 0; k < n[2]; k += DEPTH) {
        const int64_t depth = least(DEPTH, n[2] - k);
        const int fresh = !k && !n[12];
        const REAL *a = (const REAL *)c->p[1] + each * n[10] + first * n[4] + k * n[5];
        const REAL *b = (const REAL *)c->p[2] + each * n[11] + k * n[6];
        if (n[5] != 1) NAME(pack_rows)(packed, a, rows, depth, n[4], n[5]);
        for (int64_t j = 0; j < n[1]; j += PANEL) {
            const int64_t columns = least(PANEL, n[1] - j);
            NAME(pack_panel)(panel, b + j * n[7], depth, columns, n[6], n[7]);
            for (int64_t i = 0; i < rows; i += WINDOW_OUTPUTS) {
                REAL *out = (REAL *)c->p[0] + each * n[9] + (first + i) * n[3] + j;
                const REAL *bias = c->p[3] && !k ? (const REAL *)c->p[3] + first + i : 0;
#define BLOCK_OF(vectors)                                                                                    \
    if (n[5] == 1)                                                                                           \
        NAME(panel_block)(out, n[3], a + i * n[4], n[4], 1, panel, depth, rows - i, columns, vectors, bias, fresh); \
    else                                                                                                     \
        NAME(panel_block)(out, n[3], packed + i * (depth + 1), 1, WINDOW_OUTPUTS, panel, depth, rows - i,    \
                          columns, vectors, bias, fresh)
                if (columns > 2 * LANES) {
                    BLOCK_OF(WINDOW_VECTORS);
                } else if (columns > LANES) {
                    BLOCK_OF(2);
                } else {
                    BLOCK_OF(1);
                }
#undef BLOCK_OF
            }
        }
    }
}

KERNEL(matrix_product) {
    for (int64_t each = 0; each < c->n[8]; each++)
        for (int64_t first = 0; first < c->n[0]; first += MOST_ROWS)
            NAME(rows_product)(c, each, first, least(MOST_ROWS, c->n[0] - first));
    return 0;
}
#undef LANES
#undef VECTOR
#undef PANEL
#undef DEPTH
#undef MOST_ROWS
#undef TILE
