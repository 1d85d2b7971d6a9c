# Writes src/analysis/pairs/golden/residuals.json: the adjusted standardised residuals of two tables of
# counts as R's chisq.test has them. Run from the repository: Rscript scripts/golden/pairs.R,
# then format the file with prettier.
tables <- list(
  matrix(c(12, 5, 7, 20), nrow = 2, byrow = TRUE),
  matrix(c(100000, 20000, 300, 52000, 9000, 700), nrow = 2, byrow = TRUE),
  matrix(c(3, 0, 4, 1, 9, 2, 5, 5, 7, 8, 1, 6), nrow = 3, byrow = TRUE)
)
numbers <- function(m) paste0("[", paste(sprintf("%.17g", t(m)), collapse = ", "), "]")
entry <- function(m) {
  test <- suppressWarnings(chisq.test(m, correct = FALSE))
  sprintf(
    '{"columns": %d, "counts": %s, "residuals": %s, "chiSquared": %.17g}',
    ncol(m), numbers(m), numbers(test$stdres), test$statistic
  )
}
out <- sprintf(
  '{"meta": {"versions": {"R": "%s"}, "shape": "3 tables", "notAsserted": "digits beyond a relative 1e-9"}, "tables": [%s]}',
  R.version.string, paste(vapply(tables, entry, ""), collapse = ", ")
)
writeLines(out, "src/analysis/pairs/golden/residuals.json")
