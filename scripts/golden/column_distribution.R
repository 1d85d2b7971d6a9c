# Golden values from R: bandwidths (bw.nrd0), boxplot.stats and qqline, written to
# src/analysis/distribution/golden/column-distribution-r.json.
# boxplot.stats takes hinges in place of quartiles of type 7; they are the same where n - 1 is a multiple of 4, so
# that every sample here has such a length.
#
# Run: Rscript scripts/golden/column_distribution.R
set.seed(11)
number <- function(x) paste0("[", paste(format(x, digits = 17, trim = TRUE), collapse = ","), "]")
case <- function(name, x) {
  x <- round(x, 6)
  box <- boxplot.stats(x)
  q <- qqnorm(x, plot.it = FALSE)
  slope <- diff(quantile(x, c(.25, .75))) / diff(qnorm(c(.25, .75)))
  sprintf(
    '{"name":"%s","x":%s,"nrd0":%s,"stats":%s,"out":%s,"slope":%s,"intercept":%s}',
    name, number(x), format(bw.nrd0(x), digits = 17), number(box$stats), number(sort(box$out)),
    format(slope, digits = 17), format(quantile(x, .25) - slope * qnorm(.25), digits = 17))
}
cases <- c(
  case("normal", rnorm(201, 10, 3)),
  case("t with 3 degrees of freedom", rt(401, 3)),
  case("gamma", rgamma(101, 2, 0.01)),
  case("small", c(3, 1, 4, 1, 5, 9, 2, 6, 40)))
cat(sprintf(
  '{"versions":{"R":"%s"},"seed":11,"not_asserted":"hinges of other lengths","cases":[%s]}\n',
  paste(R.version$major, R.version$minor, sep = "."), paste(cases, collapse = ",")),
  file = "src/analysis/distribution/golden/column-distribution-r.json")
