/* Convolution with kernels of 3 x 3 by tiles of 2 x 2 results, in 16 products instead of 36 (Winograd; Lavin and Gray
 * 2016, section 4.1): both factors are transformed, and what they make is transformed back. The batch stands last, so
 * that a transformation works on runs of memory. Sizes and steps as for `convolve`; heights and widths are even.
 * A tile of x is d, of the kernel g, of the result Transpose[A].((G.g.Transpose[G]) (Transpose[B].d.B)).A. */
#define LANES ((int64_t)(VECTOR_BYTES / sizeof(REAL)))
#define WIDTH (WINDOW_VECTORS * LANES)
#define TILES 16 /* numbers of a transformed tile */
#define PAD 16 /* numbers between matrices, which otherwise lie in the same sets of the cache */

/* p[0] = transformed weights p[1] (outputs, channels, 3, 3; strides n[4..7]) as 16 factors in blocks of WINDOW_OUTPUTS. */
KERNEL(pack_winograd) {
    const int64_t *n = c->n, outputs = (n[0] + WINDOW_OUTPUTS - 1) / WINDOW_OUTPUTS * WINDOW_OUTPUTS;
    for (int64_t o = 0; o < outputs; o++)
        for (int64_t k = 0; k < n[1]; k++) {
            REAL half[4][3], *to = (REAL *)c->p[0] + (o / WINDOW_OUTPUTS * n[1] + k) * WINDOW_OUTPUTS + o % WINDOW_OUTPUTS;
            for (int v = 0; v < 3; v++) {
                REAL g[3];
                for (int u = 0; u < 3; u++)
                    g[u] = o < n[0] ? ((const REAL *)c->p[1])[o * n[4] + k * n[5] + u * n[6] + v * n[7]] : 0;
                half[0][v] = g[0], half[3][v] = g[2];
                half[1][v] = (g[0] + g[1] + g[2]) / 2, half[2][v] = (g[0] - g[1] + g[2]) / 2;
            }
            for (int i = 0; i < 4; i++) {
                const REAL *g = half[i];
                const REAL made[4] = {g[0], (g[0] + g[1] + g[2]) / 2, (g[0] - g[1] + g[2]) / 2, g[2]};
                for (int j = 0; j < 4; j++) to[(i * 4 + j) * outputs * n[1]] = made[j];
            }
        }
    return 0;
}

/* `tiles` tiles of all channels, transformed: 16 matrices of channels x (tiles x batch). */
INLINE void NAME(winograd_in)(REAL *restrict out, const REAL *restrict x, int64_t tiles, const int64_t *n) {
    const int64_t batch = n[10], row = n[9], columns = tiles * batch, apart = n[1] * columns + PAD;
    for (int64_t k = 0; k < n[1]; k++)
        for (int64_t t = 0; t < tiles; t++) {
            const REAL *d = x + k * n[7] + 2 * t * batch;
            REAL *to = out + k * columns + t * batch;
            SIMD for (int64_t m = 0; m < batch; m++) {
                REAL a[4][4];
                for (int v = 0; v < 4; v++) {
                    const REAL *at = d + v * batch + m;
                    const REAL d0 = at[0], d1 = at[row], d2 = at[2 * row], d3 = at[3 * row];
                    a[0][v] = d0 - d2, a[1][v] = d1 + d2, a[2][v] = d2 - d1, a[3][v] = d1 - d3;
                }
                for (int i = 0; i < 4; i++) {
                    to[(i * 4 + 0) * apart + m] = a[i][0] - a[i][2];
                    to[(i * 4 + 1) * apart + m] = a[i][1] + a[i][2];
                    to[(i * 4 + 2) * apart + m] = a[i][2] - a[i][1];
                    to[(i * 4 + 3) * apart + m] = a[i][1] - a[i][3];
                }
            }
        }
}

/* Back: two rows of the results of all outputs. */
INLINE void NAME(winograd_out)(REAL *restrict out, const REAL *restrict made, const REAL *bias, int64_t tiles,
                               const int64_t *n) {
    const int64_t batch = n[10], columns = tiles * batch, apart = n[0] * columns + PAD;
    for (int64_t o = 0; o < n[0]; o++)
        for (int64_t t = 0; t < tiles; t++) {
            const REAL *from = made + o * columns + t * batch, b = bias ? bias[o] : 0;
            REAL *to = out + o * n[11] + 2 * t * batch;
            SIMD for (int64_t m = 0; m < batch; m++) {
                REAL a[2][4];
                for (int j = 0; j < 4; j++) {
                    const REAL *at = from + j * apart + m;
                    const REAL m1 = at[4 * apart], m2 = at[8 * apart];
                    a[0][j] = at[0] + m1 + m2, a[1][j] = m1 - m2 - at[12 * apart];
                }
                for (int i = 0; i < 2; i++) {
                    to[i * n[12] + m] = a[i][0] + a[i][1] + a[i][2] + b;
                    to[i * n[12] + batch + m] = a[i][1] - a[i][2] - a[i][3] + b;
                }
            }
        }
}

/* As `convolve`; p[2] weights of `pack_winograd`, p[4] memory for 16 ((channels + outputs) n[13] + 32) numbers: n[13] columns
 * (tiles x batch) at a time stay in the second-level cache. */
KERNEL(winograd) {
    const int64_t *n = c->n, batch = n[10], whole = n[4] / batch / 2, most_tiles = n[13] / batch;
    const int64_t outputs = (n[0] + WINDOW_OUTPUTS - 1) / WINDOW_OUTPUTS * WINDOW_OUTPUTS;
    for (int64_t y = n[5]; y < n[6]; y += 2)
        for (int64_t first = 0; first < whole; first += most_tiles) {
            const int64_t tiles = least(most_tiles, whole - first), columns = tiles * batch;
            REAL *seen = c->p[4], *made = seen + TILES * (n[1] * columns + PAD);
            const int64_t plain[13] = {n[0], n[1], 1, 1, 0, 0, 0, columns, 0, 0, 0, columns, 0};
            NAME(winograd_in)(seen, (const REAL *)c->p[1] + y * n[8] + 2 * first * batch, tiles, n);
            for (int64_t each = 0; each < TILES; each++)
                for (int64_t start = 0; start < columns; start += WIDTH) {
                    const int64_t at = most(0, least(start, columns - WIDTH));
                    for (int64_t o = 0; o < n[0]; o += WINDOW_OUTPUTS)
                        NAME(window_block)
                        (made + each * (n[0] * columns + PAD) + o * columns + at, seen + each * (n[1] * columns + PAD) + at,
                         (const REAL *)c->p[2] + each * outputs * n[1] + o * n[1], 0, n[0] - o, plain);
                }
            NAME(winograd_out)((REAL *)c->p[0] + y * n[12] + 2 * first * batch, made, c->p[3], tiles, n);
        }
    return 0;
}
#undef LANES
#undef WIDTH
#undef TILES
#undef PAD
