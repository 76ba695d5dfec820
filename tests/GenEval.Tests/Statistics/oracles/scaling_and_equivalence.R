# lm on log2(tasks); two one-sided t tests. R 4.2.2.
options(digits = 17)
x <- c(8, 32, 128, 512, 757); y <- c(.18, .24, .33, .37, .41)
f <- lm(y ~ log2(x)); print(coef(summary(f))); print(confint(f))
d <- c(.02, -.01, .03, .00, .01, -.02, .02); m <- .05
t1 <- t.test(d, mu = -m, alternative = "greater")$p.value; t2 <- t.test(d, mu = m, alternative = "less")$p.value
cat("tost", max(t1, t2), "\n"); print(t.test(d, conf.level = .9)$conf.int)
