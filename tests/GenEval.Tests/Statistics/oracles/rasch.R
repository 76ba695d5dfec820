# Penalized Rasch model (prior variance 100 on every effect) by optim on the same likelihood. R 4.2.2.
options(digits = 17)
Y <- rbind(c(1,1,0,NA), c(0,NA,0,1), c(1,1,NA,1), c(NA,1,0,0), c(1,NA,NA,.5), c(0,0,0,NA))
k <- ncol(Y); n <- nrow(Y)
nll <- function(p) { L <- outer(p[(k + 1):(k + n)], p[1:k], "+"); -sum((Y * L - log1p(exp(L)))[!is.na(Y)]) + sum(p^2) / 200 }
gr <- function(p) { L <- outer(p[(k + 1):(k + n)], p[1:k], "+"); R <- Y - plogis(L); R[is.na(R)] <- 0; -c(colSums(R), rowSums(R)) + p / 100 }
p <- rep(0, k + n)
for (i in 1:20) p <- optim(p, nll, gr, method = "BFGS", control = list(maxit = 10000, reltol = 1e-16))$par
P <- plogis(outer(p[(k + 1):(k + n)], p[1:k], "+")); H <- ifelse(is.na(Y), P, Y)
cat("gradient", max(abs(gr(p))), "\n"); cat(colMeans(H), "\n"); cat(mean(H), quantile(colMeans(H), c(.05, .5, .95)), "\n")
