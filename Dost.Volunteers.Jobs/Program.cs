System.Console.WriteLine("Jobs");
