// Runs the jobs of check-hostile.mjs, one after another, in a process that can be stopped.
import { allJobs } from "./jobs.mjs";
import { runJob, runVector } from "./run-job.mjs";

const byName = new Map(allJobs.map((job) => [job.name, job]));

// A warm-up with an ordinary post.
for (let round = 0; round < 20; round++) {
  await runJob({
    kind: "post",
    text: "---\ntitle: a\n---\n\na *b* [c](d) `e` <b>f</b>\n\n> - g\n\n|a|\n|-|\n",
  });
}

process.on("message", async ({ name, size }) => {
  const job = byName.get(name);
  try {
    process.send(await (job.text === undefined ? runJob(job, size) : runVector(job)));
  } catch (error) {
    process.send({ size, time: 0, result: `${error?.stack}`.slice(0, 300), failed: true });
  }
});
process.send("ready");
