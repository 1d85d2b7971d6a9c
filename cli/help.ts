export const HELP = `flagstone: finds the rows of a table that do not fit, and says why

  flagstone detect FILE   ranks the rows by how anomalous they are
      --detector ID         auto (default), or one of those listed below
      --params KEY=VALUE    a parameter of the detector; may be repeated
      --top N               flag the N most anomalous rows
      --contamination R     flag this share of the rows (0 to 1)
      --threshold S         flag rows that score S or more
      --capacity N/day      flag as many rows as can be reviewed: N for each day that the time column covers
      --days D              the days to count instead, for a file without a time
      --cost KEY=VALUE      flag the rows where mistakes are expected to cost least; may be repeated:
                            false-alarm=5,missed=200,base-rate=0.5% (the share of anomalies among all rows;
                            with --label the label says it); missed=80% is a share of the amount,
                            missed=50+80% both; quality=0.77 is the chance that an anomaly outranks
                            an ordinary row
      --tail-risk Q         flag the rows above the score that the tail of the scores goes beyond with
                            a chance of Q, e.g. 0.1%
      --knee                flag the rows before the bend of the scores, if they stand out
      --seed N              seed of everything random (default 1)
      --features A,B        columns to use (default: chosen by role and content)
      --prepare KEY=VALUE   what is done to the cells first; may be repeated, e.g. scale=robust,
                            imputeNumbers=neighbours, winsorHigh=0.99, transform:Amount=log;
                            docs/preprocessing.md lists them
      --fit-on ROWS         learn from these rows and rank all: share=0.5, before=2024-06-01,
                            before:COL=2024-06-01, normal, normal=VALUE, normal:COL=VALUE, or
                            where='{"kind":"range","column":"Amount","low":0,"high":100}'
      --sample N            read only N rows, drawn uniformly at random
      --settings FILE       settings saved from the page; flags go before them
      --decisions FILE      a decision log exported from the page: its decisions go into --out, and
                            change the order where the settings have learning on
      --out FILE            write the flagged rows: .csv, .xlsx, .parquet or .json
      --scores FILE         write row,line,score,rank,flagged for every row
      --totals FILE         write the control totals as CSV
      --label COL           the column that says which rows are anomalies: it leaves the features, and
                            the ranking is held against it (precision, recall, AUC …)
      --positive A,B        values of the label that mean an anomaly (default: told from the values)
      --negative C          values that mean a normal row (default: all others)
      --beta B              how much more recall counts in F-beta (default 2)
      --k N                 rows for precision and recall at k (default 100)
      --curves FILE         write the points of the ROC and precision-recall curves as CSV
      --verbatim            leave formula cells in exports as they are
      --json                print one JSON object and nothing else

  flagstone compare FILE --detectors A,B,C
                          ranks by other detectors too, and says what they flag alike
  flagstone stability FILE
                          says how often the flagged rows are flagged with other seeds
      --seeds N             seeds in all (default 20)
  flagstone planted FILE  plants made-up anomalies of four kinds, and says how many are found
      --planted N           of each kind (default: by the size of the file, at most 100)
      --rounds N            how often, with other rows (default: until some 100 were planted)
      These three take what says how detect ranks the rows; compare takes --label too

  flagstone inspect FILE  says how the file is read: dialect, types, roles
      --settings FILE       read it with these settings
      --json                print one JSON object and nothing else

  flagstone profile FILE  every column's figures: missing, distinct, quantiles, mean, spread
      --settings FILE       read it with these settings
      --json                print one JSON object and nothing else

  flagstone ask FILE QUESTION [REQUEST]
                          asks what the page's views ask, and prints the answer as JSON, e.g.
                          flagstone ask pay.csv profileColumn '{"column":"@Amount"}'
                          "@Name" in the request stands for a column; docs/questions.md lists the questions
      --ranked              rank the rows first, for questions about scores
      --per-row             print also what has an entry for every row
      --settings FILE       read and rank it with these settings

  flagstone report FILE --out report.html
                          writes the report that the page writes, with the same figures
      --title T, --by NAME  what stands above it
      --rows N              rows listed at most (default 50)
      --without A,B         leave sections out: columns, plots, groups, rows, decisions, metrics, settings
      Takes what says how detect ranks the rows, --decisions and --label too

  flagstone decisions LOG verifies the chain of a decision log, and says what it comes to
      --of FILE             also that the decisions are on this file
      --head HASH           also that its head, or the beginning of it, is the one that was printed
      --json                print one JSON object and nothing else

  flagstone detectors     lists the detectors with their parameters and limits
      --json                print the registry as one JSON object

  flagstone --help, flagstone --version

FILE may be a .csv.gz or an .xlsx; - or nothing reads standard input.
Exit codes: 0 done, 1 something else went wrong, 2 wrong usage, 3 the input could not be read as a table.
`
