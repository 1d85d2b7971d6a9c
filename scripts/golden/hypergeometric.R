# Writes src/analysis/statistics/golden/hypergeometric.json: intervals for the marked rows of a finite set, as the
# counts whose two tails in R's hypergeometric distribution are both larger than half of the allowed error, tried
# one by one; and Clopper and Pearson's interval of a share. Run from the repository:
# Rscript scripts/golden/hypergeometric.R, then format the file with prettier.
cases <- list(
  c(20, 5, 2, 0.95), c(20, 20, 7, 0.95), c(20, 19, 19, 0.95), c(50, 10, 0, 0.95), c(50, 10, 10, 0.95),
  c(200, 40, 30, 0.95), c(200, 40, 30, 0.975), c(200, 199, 1, 0.975), c(980, 50, 0, 0.95), c(980, 50, 1, 0.95),
  c(980, 100, 3, 0.975), c(5000, 300, 297, 0.99), c(30000, 100, 2, 0.95), c(100000, 50, 0, 0.95),
  c(100000, 100, 1, 0.975), c(100000, 20000, 700, 0.95), c(1000000, 100, 0, 0.95), c(1000000, 100, 2, 0.975)
)
case <- function(given) {
  population <- given[1]; drawn <- given[2]; hits <- given[3]; confidence <- given[4]
  marked <- hits:(population - drawn + hits)
  tail <- (1 - confidence) / 2
  many <- phyper(hits - 1, marked, population - marked, drawn, lower.tail = FALSE)
  few <- phyper(hits, marked, population - marked, drawn)
  kept <- marked[many > tail & few > tail]
  sprintf(
    '{"population": %d, "drawn": %d, "hits": %d, "confidence": %.17g, "low": %d, "high": %d}',
    as.integer(population), as.integer(drawn), as.integer(hits), confidence, as.integer(min(kept)), as.integer(max(kept))
  )
}
share <- function(given) {
  interval <- binom.test(given[2], given[1])$conf.int
  sprintf('{"drawn": %d, "hits": %d, "low": %.17g, "high": %.17g}', given[1], given[2], interval[1], interval[2])
}
shares <- list(c(20L, 0L), c(20L, 3L), c(50L, 1L), c(100L, 0L), c(100L, 40L), c(400L, 399L))
out <- sprintf(
  '{"meta": {"versions": {"R": "%s"}, "cases": "counts with both tails above (1 - confidence) / 2", "large": "binom.test"}, "cases": [%s], "large": [%s]}',
  R.version.string, paste(vapply(cases, case, ""), collapse = ", "), paste(vapply(shares, share, ""), collapse = ", ")
)
writeLines(out, "src/analysis/statistics/golden/hypergeometric.json")
