/* Convolution with kernels of 3 x 3 by square tiles of results: for 2 x 2 of them 16 products instead of 36, for 4 x 4
 * 36 instead of 144 (Winograd; Lavin and Gray 2016): both factors are transformed, and what they make is transformed
 * back. The batch stands last, so that a transformation works on vectors; it has one at least. Sizes and steps as for
 * `convolve`, but x lies as it is: n[15] n[16] are its height and width, with zeros around it, n[17] rows of them above
 * and n[18] columns before. n[13] columns (tiles x batch) at a time; n[14] results along the side of a tile, which
 * divide the results' height and width.
 * A tile of x is d, of the kernel g, of the result Transpose[A].((G.g.Transpose[G]) (Transpose[B].d.B)).A.
 *
 * The matrices are those of polynomials known at 0, 1, -1 and infinity, and at 0, +-Sqrt[1/2], +-Sqrt[2] and infinity:
 * with these the results of large tiles are but twice as far from the exact ones as plain sums are, and a third as far
 * as with the usual 0, +-1, +-2. */
#define LANES ((int64_t)(VECTOR_BYTES / sizeof(REAL)))
#define WIDTH (WINDOW_VECTORS * LANES)
#define VECTOR NAME(vector)
#define AT(from) (*(VECTOR *)(from))
#define EDGE 6 /* the side of a transformed tile, at most */
#define UNROLLED _Pragma("GCC unroll 6")
#define PAD 16 /* numbers between matrices, which otherwise lie in the same sets of the cache */
#define NEAR ((REAL)0.70710678118654752440)
#define FAR ((REAL)1.41421356237309504880)

/* Along one side: G.g for so many numbers g, */
INLINE void NAME(tile_of_taps)(VECTOR *a, const VECTOR *g, const int taps, const int side) {
    const VECTOR none = {0}, g2 = taps > 2 ? g[2] : none, g3 = taps > 3 ? g[3] : none;
    a[0] = g[0], a[side + 1] = g[taps - 1];
    if (side == 2) {
        a[1] = (g[0] + g2 + g[1]) / 2, a[2] = (g[0] + g2 - g[1]) / 2;
    } else {
        const VECTOR near = (g[0] + g2 / 2) * (REAL)(-2 / 3.0), odd = (g[1] + g3 / 2) * (NEAR * (REAL)(-2 / 3.0));
        const VECTOR far = (g[0] + 2 * g2) * (REAL)(1 / 6.0), wide = (g[1] + 2 * g3) * (FAR * (REAL)(1 / 6.0));
        a[1] = near + odd, a[2] = near - odd, a[3] = far + wide, a[4] = far - wide;
    }
}

/* Transpose[B].d, */
INLINE void NAME(tile_of_seen)(VECTOR *a, const VECTOR *d, const int side) {
    if (side == 2) {
        a[0] = d[0] - d[2], a[1] = d[1] + d[2], a[2] = d[2] - d[1], a[3] = d[1] - d[3];
    } else {
        const VECTOR near = d[4] - 2 * d[2], far = d[4] - d[2] / 2;
        const VECTOR odd = NEAR * (d[3] - 2 * d[1]), wide = FAR * (d[3] - d[1] / 2);
        a[0] = d[0] - (REAL)2.5 * d[2] + d[4], a[5] = d[1] - (REAL)2.5 * d[3] + d[5];
        a[1] = near + odd, a[2] = near - odd, a[3] = far + wide, a[4] = far - wide;
    }
}

/* and Transpose[A].m for so many results. */
INLINE void NAME(tile_of_results)(VECTOR *a, const VECTOR *m, const int count, const int side) {
    const VECTOR near = m[1] + m[2], odd = m[1] - m[2];
    if (side == 2) {
        a[0] = m[0] + near, a[1] = odd;
        if (count > 2) a[2] = near;
        a[count - 1] -= m[3];
    } else {
        const VECTOR far = m[3] + m[4], wide = FAR * (m[3] - m[4]), bent = NEAR * odd;
        a[0] = m[0] + near + far, a[1] = bent + wide, a[2] = near / 2 + 2 * far;
        if (count > 3) a[3] = bent / 2 + 2 * wide;
        a[count - 1] += m[5];
    }
}

/* p[0] = transformed weights p[1] (outputs, channels, 3, 3; strides n[4..7]) in blocks of WINDOW_OUTPUTS, a matrix for
 * each number of a tile; n[8] the side of the tiles. */
INLINE void NAME(pack_winograd_by)(const wl_call *c, const int side) {
    const int64_t *n = c->n, outputs = (n[0] + WINDOW_OUTPUTS - 1) / WINDOW_OUTPUTS * WINDOW_OUTPUTS;
    for (int64_t first = 0; first < outputs; first += LANES)
        for (int64_t k = 0; k < n[1]; k++) {
            VECTOR half[3][EDGE], a[EDGE];
            for (int v = 0; v < 3; v++) {
                VECTOR g[3] = {{0}, {0}, {0}};
                for (int u = 0; u < 3; u++)
                    for (int64_t o = first; o < least(first + LANES, n[0]); o++)
                        g[u][o - first] = ((const REAL *)c->p[1])[o * n[4] + k * n[5] + u * n[6] + v * n[7]];
                NAME(tile_of_taps)(half[v], g, 3, side);
            }
            for (int i = 0; i < side + 2; i++) {
                const VECTOR g[3] = {half[0][i], half[1][i], half[2][i]};
                NAME(tile_of_taps)(a, g, 3, side);
                for (int j = 0; j < side + 2; j++)
                    for (int64_t o = first; o < least(first + LANES, outputs); o++)
                        ((REAL *)c->p[0])[((i * (side + 2) + j) * outputs + o / WINDOW_OUTPUTS * WINDOW_OUTPUTS) * n[1] +
                                          k * WINDOW_OUTPUTS + o % WINDOW_OUTPUTS] = a[j][o - first];
            }
        }
}

KERNEL(pack_winograd) {
    if (c->n[8] == 2) NAME(pack_winograd_by)(c, 2);
    else NAME(pack_winograd_by)(c, 4);
    return 0;
}

/* One tile of a vector of examples, whose first number is at `from`: `whole`, or with rows from `up` to before `down`
 * and columns from `left` to before `right` in x. */
INLINE void NAME(tile_in)(REAL *to, const REAL *from, int64_t row, int64_t batch, int64_t apart, const int side,
                          const int whole, int64_t up, int64_t down, int64_t left, int64_t right) {
    VECTOR half[EDGE][EDGE], d[EDGE], a[EDGE];
    UNROLLED for (int v = 0; v < side + 2; v++) {
        const int there = whole || (v >= left && v < right);
        UNROLLED for (int u = 0; u < side + 2; u++)
            d[u] = whole || (there && u >= up && u < down) ? AT(from + u * row + v * batch) : (VECTOR){0};
        NAME(tile_of_seen)(a, d, side);
        UNROLLED for (int i = 0; i < side + 2; i++) half[i][v] = a[i];
    }
    UNROLLED for (int i = 0; i < side + 2; i++) {
        NAME(tile_of_seen)(a, half[i], side);
        UNROLLED for (int j = 0; j < side + 2; j++) AT(to + (i * (side + 2) + j) * apart) = a[j];
    }
}

/* `tiles` tiles of all channels, the first one for the results at (y, side first): matrices of channels x (tiles x batch). */
INLINE void NAME(winograd_in)(REAL *out, const REAL *x, int64_t y, int64_t first, int64_t tiles, const int64_t *n,
                              const int side) {
    const int64_t batch = n[10], row = n[9], columns = tiles * batch, apart = n[1] * columns + PAD;
    const int64_t above = y - n[17], up = most(0, -above), down = least(side + 2, n[15] - above);
    for (int64_t k = 0; k < n[1]; k++)
        for (int64_t t = 0; t < tiles; t++) {
            const int64_t before = side * (first + t) - n[18], left = most(0, -before), right = least(side + 2, n[16] - before);
            const int whole = !up && !left && down == side + 2 && right == side + 2;
            for (int64_t m = 0; m < batch; m += LANES) {
                const int64_t at = least(m, batch - LANES);
                const REAL *from = x + k * n[7] + above * row + before * batch + at;
                REAL *to = out + k * columns + t * batch + at;
                if (whole) NAME(tile_in)(to, from, row, batch, apart, side, 1, 0, 0, 0, 0);
                else NAME(tile_in)(to, from, row, batch, apart, side, 0, up, down, left, right);
            }
        }
}

/* Back: a row of tiles of results of all outputs. */
INLINE void NAME(winograd_out)(REAL *out, const REAL *made, const REAL *bias, int64_t tiles,
                               const int64_t *n, const int side) {
    const int64_t batch = n[10], columns = tiles * batch, apart = n[0] * columns + PAD;
    for (int64_t o = 0; o < n[0]; o++)
        for (int64_t t = 0; t < tiles; t++) {
            const REAL b = bias ? bias[o] : 0;
            for (int64_t m = 0; m < batch; m += LANES) {
                const int64_t at = least(m, batch - LANES);
                const REAL *from = made + o * columns + t * batch + at;
                REAL *to = out + o * n[11] + side * t * batch + at;
                VECTOR half[EDGE][EDGE], d[EDGE], a[EDGE];
                UNROLLED for (int j = 0; j < side + 2; j++) {
                    UNROLLED for (int i = 0; i < side + 2; i++) d[i] = AT(from + (i * (side + 2) + j) * apart);
                    NAME(tile_of_results)(a, d, side, side);
                    UNROLLED for (int i = 0; i < side; i++) half[i][j] = a[i];
                }
                UNROLLED for (int i = 0; i < side; i++) {
                    NAME(tile_of_results)(a, half[i], side, side);
                    UNROLLED for (int j = 0; j < side; j++) AT(to + i * n[12] + j * batch) = a[j] + b;
                }
            }
        }
}

INLINE int NAME(winograd_by)(const wl_call *c, const int side) {
    const int64_t *n = c->n, batch = n[10], whole = n[4] / batch / side, most_tiles = n[13] / batch;
    const int64_t outputs = (n[0] + WINDOW_OUTPUTS - 1) / WINDOW_OUTPUTS * WINDOW_OUTPUTS, numbers = (side + 2) * (side + 2);
    for (int64_t y = n[5]; y < n[6]; y += side)
        for (int64_t first = 0; first < whole; first += most_tiles) {
            const int64_t tiles = least(most_tiles, whole - first), columns = tiles * batch;
            REAL *seen = c->p[4], *made = seen + numbers * (n[1] * columns + PAD);
            const int64_t plain[13] = {n[0], n[1], 1, 1, 0, 0, 0, columns, 0, 0, 0, columns, 0};
            NAME(winograd_in)(seen, c->p[1], y, first, tiles, n, side);
            for (int64_t each = 0; each < numbers; each++)
                for (int64_t start = 0; start < columns; start += WIDTH) {
                    const int64_t at = most(0, least(start, columns - WIDTH));
                    for (int64_t o = 0; o < n[0]; o += WINDOW_OUTPUTS)
                        NAME(window_block)
                        (made + each * (n[0] * columns + PAD) + o * columns + at, seen + each * (n[1] * columns + PAD) + at,
                         (const REAL *)c->p[2] + each * outputs * n[1] + o * n[1], 0, n[0] - o, plain);
                }
            NAME(winograd_out)((REAL *)c->p[0] + y * n[12] + side * first * batch, made, c->p[3], tiles, n, side);
        }
    return 0;
}

/* As `convolve`; p[2] weights of `pack_winograd`, p[4] memory for (n[14] + 2)^2 ((channels + outputs) n[13] + 32) numbers,
 * which stay in the second-level cache. */
KERNEL(winograd) {
    return c->n[14] == 2 ? NAME(winograd_by)(c, 2) : c->n[14] == 4 ? NAME(winograd_by)(c, 4) : 1;
}

/* The gradient by the result, in the tiles of it: as `winograd_in`, but tiles do not overlap. */
INLINE void NAME(winograd_gradient_in)(REAL *out, const REAL *g, int64_t tiles, const int64_t *n, const int side) {
    const int64_t batch = n[10], columns = tiles * batch, apart = n[0] * columns + PAD;
    for (int64_t o = 0; o < n[0]; o++)
        for (int64_t t = 0; t < tiles; t++)
            for (int64_t m = 0; m < batch; m += LANES) {
                const int64_t at = least(m, batch - LANES);
                const REAL *from = g + o * n[11] + side * t * batch + at;
                REAL *to = out + o * columns + t * batch + at;
                VECTOR half[EDGE][EDGE], d[EDGE], a[EDGE];
                UNROLLED for (int v = 0; v < side; v++) {
                    UNROLLED for (int u = 0; u < side; u++) d[u] = AT(from + u * n[12] + v * batch);
                    NAME(tile_of_taps)(a, d, side, side);
                    UNROLLED for (int i = 0; i < side + 2; i++) half[i][v] = a[i];
                }
                UNROLLED for (int i = 0; i < side + 2; i++) {
                    NAME(tile_of_taps)(a, half[i], side, side);
                    UNROLLED for (int j = 0; j < side + 2; j++) AT(to + (i * (side + 2) + j) * apart) = a[j];
                }
            }
}

/* The weights' gradients out of sums over tiles, whose rows are `row` numbers apart. */
INLINE void NAME(winograd_weights)(REAL *out, const REAL *sums, int64_t row, const int64_t *n, const int side) {
    for (int64_t o = 0; o < n[0]; o++)
        for (int64_t k = 0; k < n[1]; k += LANES) {
            const REAL *from = sums + o * row + k;
            VECTOR half[3][EDGE], d[EDGE], a[EDGE];
            UNROLLED for (int j = 0; j < side + 2; j++) {
                UNROLLED for (int i = 0; i < side + 2; i++) d[i] = AT(from + (i * (side + 2) + j) * n[0] * row);
                NAME(tile_of_results)(a, d, 3, side);
                UNROLLED for (int i = 0; i < 3; i++) half[i][j] = a[i];
            }
            for (int i = 0; i < 3; i++) {
                NAME(tile_of_results)(a, half[i], 3, side);
                for (int j = 0; j < 3; j++)
                    for (int64_t l = 0; l < least(LANES, n[1] - k); l++) out[((o * n[1] + k + l) * 3 + i) * 3 + j] = a[j][l];
            }
        }
}

INLINE void NAME(winograd_gradient_by)(const wl_call *c, const int side) {
    const int64_t *n = c->n, batch = n[10], whole = n[4] / batch / side, most_tiles = n[13] / batch;
    const int64_t numbers = (side + 2) * (side + 2), row = (n[1] + LANES - 1) / LANES * LANES;
    REAL *seen = c->p[4], *made = seen + numbers * (n[1] * n[13] + PAD), *sums = made + numbers * (n[0] * n[13] + PAD);
    REAL *panel = sums + numbers * n[0] * row;
    memset(sums, 0, (size_t)(numbers * n[0] * row) * sizeof(REAL));
    for (int64_t y = n[5]; y < n[6]; y += side)
        for (int64_t first = 0; first < whole; first += most_tiles) {
            const int64_t tiles = least(most_tiles, whole - first), columns = tiles * batch;
            const wl_call products = {
                .p = {sums, made, seen, 0, panel},
                .n = {n[0], n[1], columns, row, columns, 1, 1, columns, numbers, n[0] * row, n[0] * columns + PAD,
                      n[1] * columns + PAD, 1}};
            NAME(winograd_in)(seen, c->p[2], y, first, tiles, n, side);
            NAME(winograd_gradient_in)(made, (const REAL *)c->p[1] + y * n[12] + side * first * batch, tiles, n, side);
            NAME(matrix_product)(&products);
        }
    NAME(winograd_weights)(c->p[0], sums, row, n, side);
}

/* As `window_gradient`: the tiles of x are those of `winograd`, and what a tile of the gradient by the result says of
 * the weights is a convolution with 3 x 3 results. p[4] memory for (n[14] + 2)^2 ((channels + outputs) n[13] + 32 +
 * outputs * row) numbers and a panel of `matrix_product`; a row is the channels and what is missing to a vector. */
KERNEL(winograd_gradient) {
    if (c->n[14] == 2) NAME(winograd_gradient_by)(c, 2);
    else if (c->n[14] == 4) NAME(winograd_gradient_by)(c, 4);
    else return 1;
    return 0;
}
#undef LANES
#undef WIDTH
#undef VECTOR
#undef AT
#undef EDGE
#undef PAD
#undef UNROLLED
#undef NEAR
#undef FAR
