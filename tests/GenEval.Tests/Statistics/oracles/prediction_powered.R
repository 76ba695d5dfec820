# PPI++ (Angelopoulos, Duchi and Zrnic 2023) written out: lambda by its plug-in formula and, for tasks, by minimizing the variance numerically. R 4.2.2.
options(digits = 17)
y <- c(1,0,1,1,0,1,1,0); f <- c(.9,.8,1,1,.1,.5,.2,.1); u <- c(.9,.05,.65,.7,.1,.9,.3,.85,.4,.8,1,.2)
n <- length(y); N <- length(u)
lambda <- (sum((y - mean(y)) * (f - mean(f))) / n) / ((1 + n / N) * var(c(f, u)))
lambda <- min(max(lambda, 0), 1)
v1 <- var(y - lambda * f) / n; v2 <- lambda^2 * var(u) / N
df <- (v1 + v2)^2 / (v1^2 / (n - 1) + v2^2 / (N - 1)); est <- lambda * mean(u) + mean(y - lambda * f)
cat("independent", lambda, est, sqrt(v1 + v2), df, est + c(-1, 1) * qt(.975, df) * sqrt(v1 + v2), n * (var(y) / n / (v1 + v2) - 1), "\n")
g <- c(1,1,2,2,3,3,4,4); gu <- c(1,1,1,2,2,2,3,3,3,4,4,4)
variance <- function(l) { e <- l * tapply(u - mean(u), gu, sum) / N + tapply((y - l * f) - mean(y - l * f), g, sum) / n; 4 / 3 * sum(e^2) }
best <- optimize(variance, c(0, 1), tol = 1e-14)$minimum
cat("clustered", best, variance(best), best * mean(u) + mean(y - best * f), "\n")
