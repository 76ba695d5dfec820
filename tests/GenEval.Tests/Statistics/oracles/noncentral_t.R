# pt(q, df, ncp) (AS 243) and exact power by power.t.test(strict = TRUE). R 4.2.2.
options(digits = 17)
for (v in list(c(1.5, 9, .7), c(2.26, 9, 3.1), c(-1, 4, .5), c(2, 30.5, -1), c(4, 3, 6), c(2, 200, 2), c(1.9624, 999, 2.8)))
  cat(v, format(pt(v[1], v[2], v[3]), digits = 17), "\n")
print(power.t.test(n = 10, delta = .08, sd = sqrt(.004 + .12 / 50), type = "paired", strict = TRUE)$power)
