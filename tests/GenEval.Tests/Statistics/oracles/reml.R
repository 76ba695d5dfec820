# REML of unbalanced and incomplete designs by lme4 1.1-31 (Satterthwaite df by lmerTest 3.1-3), R 4.2.2. The data are made by Park and Miller's
# generator, so that the test makes the same ones.
suppressMessages({ library(lme4); library(lmerTest) })
options(digits = 12)
state <- 12345
draw <- function() { state <<- (state * 16807) %% 2147483647; state / 2147483647 }
lcg <- function() draw() + draw() + draw() + draw() - 2
strict <- lmerControl(optimizer = "bobyqa", optCtrl = list(maxfun = 1e6, rhoend = 1e-10), check.conv.grad = "ignore", check.conv.hess = "ignore", check.conv.singular = "ignore")
make <- function(T, I, nested, repeats) {
  d <- NULL; w <- sapply(1:I, function(i) .10 * lcg())
  for (t in 1:T) {
    n <- 3 + floor(6 * draw()); a <- .20 * lcg(); aw <- sapply(1:I, function(i) .08 * lcg())
    for (z in 1:n) { b <- .15 * lcg()
      for (i in 1:I) { e <- .12 * lcg(); keep <- draw() < .7; r <- if (repeats) 1 + floor(3 * draw()) else 1
        for (k in 1:r) { noise <- if (repeats) .07 * lcg() else 0
          if (keep) d <- rbind(d, data.frame(t, z, i = if (nested) i + 100 * t else i, y = .5 + a + b + aw[i] + e + (if (nested) 0 else w[i]) + noise)) } } } }
  d$t <- factor(d$t); d$z <- interaction(d$t, d$z, drop = TRUE); d$w <- factor(d$i); d$tw <- interaction(d$t, d$i, drop = TRUE); d$cell <- interaction(d$z, d$i, drop = TRUE); d }
show <- function(name, m, L = NULL) {
  v <- as.data.frame(VarCorr(m)); cat("==", name, "n", nobs(m), "criterion", format(REMLcrit(m), digits = 14), "\n")
  cat(paste(v$grp, format(v$vcov, digits = 10)), sep = "\n")
  if (is.null(L)) { s <- coef(summary(m))[1, ]; cat("mean", format(s[1], digits = 12), "se", format(s[2], digits = 12), "df", format(s[3], digits = 8), "\n") }
  else { s <- contest(m, L, joint = FALSE); cat("level", format(s$Estimate, digits = 12), "se", format(s$`Std. Error`, digits = 12), "df", format(s$df, digits = 8), "\n") } }
d <- make(9, 4, FALSE, FALSE); cat("sum", format(sum(d$y), digits = 14), "\n")
show("crossed", lmer(y ~ 1 + (1 | t) + (1 | w) + (1 | tw) + (1 | z), d, control = strict))
T <- nlevels(d$t); show("crossed, tasks fixed", lmer(y ~ 0 + t + (1 | w) + (1 | tw) + (1 | z), d, control = strict), rep(1 / T, T))
d <- make(10, 3, TRUE, FALSE); cat("sum", format(sum(d$y), digits = 14), "\n")
show("nested", lmer(y ~ 1 + (1 | t) + (1 | tw) + (1 | z), d, control = strict))
T <- nlevels(d$t); show("nested, tasks fixed", lmer(y ~ 0 + t + (1 | tw) + (1 | z), d, control = strict), rep(1 / T, T))
d <- make(8, 3, FALSE, TRUE); cat("sum", format(sum(d$y), digits = 14), "\n")
show("repeats", lmer(y ~ 1 + (1 | t) + (1 | w) + (1 | tw) + (1 | z) + (1 | cell), d, control = strict))
