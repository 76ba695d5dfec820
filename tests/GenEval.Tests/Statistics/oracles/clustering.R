# Two-way cluster-robust variance (sandwich::vcovCL, CR1 for each way) and the one-way ones; Debian r-cran-sandwich 3.0-2, R 4.2.2.
library(sandwich)
options(digits = 17)
task <- rep(1:5, each = 6)
wording <- rep(rep(1:3, each = 2), 5)
y <- c(.59,.87,.79,.71,.79,.80, .70,1,.60,.83,1,.80, .71,.54,.61,.72,.76,.86, .76,.68,.70,.79,.66,.79, .70,.97,.80,.66,.98,.52)
m <- lm(y ~ 1)
by <- function(cluster) { # CR1 without the (n-1)/(n-k) factor, which is 1 for a mean when cadjust alone is used
  g <- length(unique(cluster)); e <- tapply(y - mean(y), cluster, sum); sum(e^2) * g / (g - 1) / length(y)^2 }
cell <- interaction(task, wording)
cat("mean", mean(y), "\n")
cat("task", by(task), "wording", by(wording), "cell", by(cell), "\n")
cat("two-way", by(task) + by(wording) - by(cell), "\n")
cat("sandwich", vcovCL(m, cluster = data.frame(task, wording), type = "HC0", multi0 = FALSE)[1], "\n")
cat("interval", mean(y) + c(-1, 1) * qt(.975, 2) * sqrt(by(task) + by(wording) - by(cell)), "\n")
