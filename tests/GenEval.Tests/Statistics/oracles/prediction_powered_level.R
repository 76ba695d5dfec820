# The ladder's levels by PPI++ written out from docs/statistics.md, not from the code. R 4.2.2.
options(digits = 17)
task <- function(t, n, N) { i <- seq_len(n) - 1; j <- seq_len(N) - 1
  list(y = as.numeric((i * 7 + t) %% 5 < 3), f = ifelse((i * 7 + t) %% 5 < 3, .5, .2) + .01 * ((i * 11 + t * 3) %% 23), u = .2 + .01 * ((j * 13 + t * 5) %% 47)) }
ss <- function(x) sum((x - mean(x))^2)
slope <- function(d) { n <- sapply(d, function(t) length(t$y)); m <- sapply(d, function(t) length(t$y) + length(t$u))
  cov <- sum(sapply(d, function(t) sum((t$y - mean(t$y)) * (t$f - mean(t$f))))) / (sum(n) - length(d))
  max(0, cov / vf(d)) }
vf <- function(d) sum(sapply(d, function(t) ss(c(t$f, t$u)))) / sum(sapply(d, function(t) length(t$y) + length(t$u) - 1))
parts <- function(d, l) { T <- length(d); n <- sapply(d, function(t) length(t$y)); N <- sapply(d, function(t) length(t$u)); w <- l * N / (n + N)
  rest <- lapply(seq_len(T), function(k) d[[k]]$y - w[k] * d[[k]]$f); e <- sapply(seq_len(T), function(k) mean(rest[[k]]) + w[k] * mean(d[[k]]$u))
  p <- (sum(sapply(d, function(t) sum(t$y))) + 1) / (sum(n) + 2); s0 <- (sum(sapply(rest, ss)) + p * (1 - p)) / (sum(n) - T + 1)
  v <- (sapply(rest, ss) + s0) / n / (n * T^2); df <- min(sum(v)^2 / sum(v^2 / n), max(sum(n) - T, T - 1, 1))
  b <- sum(sapply(seq_len(T), function(k) (w[k] / (N[k] * T))^2 * (ss(d[[k]]$u) + vf(d))))
  list(e = e, v = sum(v), df = df, b = b, dfb = sum(N) - T, n0 = T^2 / sum(1 / n)) }
wilson <- function(M, V, df) { q <- qt(.975, df); n <- M * (1 - M) / V
  ((M + q^2 / (2 * n)) + c(-1, 1) * q * sqrt(M * (1 - M) / n + q^2 / (4 * n^2))) / (1 + q^2 / n) }
fixed <- function(name, d) { l <- slope(d); x <- parts(d, l); V <- x$v + x$b; df <- V^2 / (x$v^2 / x$df + x$b^2 / x$dfb); a <- parts(d, 0)$v; n <- sum(sapply(d, function(t) length(t$y)))
  cat(name, "lambda", l, "est", mean(x$e), "se", sqrt(V), "df", df, "ci", wilson(mean(x$e), V, df), "saved", n * (a / V - 1), "\n") }
fixed("ONE", list(task(0, 24, 60)))
three <- list(task(0, 12, 30), task(1, 8, 22), task(2, 15, 41))
fixed("FIX", three)
l <- slope(three); x <- parts(three, l); V <- max(var(x$e) / 3, x$v + x$b)
cat("RND est", mean(x$e), "se", sqrt(V), "ci", wilson(mean(x$e), V, 2), "\n")
# Some tasks without a rating: lambda by minimizing the variance numerically.
d <- lapply(0:8, function(t) task(t, if (t < 6) 4 else 0, 6)); r <- d[1:6]
y <- sapply(r, function(t) mean(t$y)); f <- sapply(r, function(t) mean(t$f)); F <- sapply(d, function(t) mean(c(t$f, t$u)))
sum2 <- function(l) sum((c((y - l * f - mean(y - l * f)) / 6, 0, 0, 0) + l * (F - mean(F)) / 9)^2)
best <- optimize(sum2, c(0, 50), tol = 1e-14)$minimum; if (sum2(0) <= sum2(best)) best <- 0
V <- 6 / 4 * sum2(best); a <- 6 / 5 * sum2(0)
cat("PART lambda", best, "est", mean(y - best * f) + best * mean(F), "se", sqrt(V), "saved", 24 * (a / V - 1), "\n")
